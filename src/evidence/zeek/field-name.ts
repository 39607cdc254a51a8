/**
 * Fields that have a dot in Zeek and an underscore where a message bus or a database, which can't have dots, passed them on. Zeek itself has no
 * field that is called like this.
 */
const UNDERSCORED =
  /^(id|certificate|basic_constraints|san|times|request|bound|data_channel)_((?:orig|resp)_[hp]|vlan|vlan_inner|version|serial|subject|issuer|cn|not_valid_before|not_valid_after|key_alg|sig_alg|key_type|key_length|exponent|curve|ca|path_len|dns|uri|email|ip|other_fields|modified|accessed|created|changed|host|name|passive)$/;

/** The field's name as Zeek gives it: `id.orig_h`. */
export function nativeName(name: string): string {
  const m = name.includes('_') ? UNDERSCORED.exec(name) : null;
  return m ? `${m[1]}.${m[2]}` : name;
}

/** The name that such a field has where dots became underscores; null for a name without dots. */
export function underscoredName(name: string): string | null {
  return name.includes('.') ? name.replaceAll('.', '_') : null;
}
