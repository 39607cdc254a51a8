/** Fields in which a record names the sensor that wrote it: Corelight's, and what passed it on. */
export const SENSOR_FIELDS = ['_system_name', '@system'] as const;
