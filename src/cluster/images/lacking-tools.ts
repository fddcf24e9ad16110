/** What people look for in BusyBox in vain. */
export const NOT_IN_BUSYBOX = ['curl', 'bash', 'dash', 'gawk', 'jq', 'dig', 'host', 'getent'];

/** And what in slim Debian images. `kill` is still a word of their shell. */
export const NOT_IN_SLIM_DEBIAN =
	'ps top kill free uptime watch wget ping ip ifconfig netstat ss nc telnet nslookup dig host jq less vi vim nano file'.split(
		' ',
	);
