import {type Directory, resolvePath} from '../../shell/files.ts';
import {ContainerConfigError} from './environment.ts';

const DIRECTORIES = [
	'/dev',
	'/etc/cni/net.d',
	'/etc/kubernetes/manifests',
	'/home',
	'/mnt',
	'/opt/cni/bin',
	'/proc',
	'/root',
	'/run/containerd',
	'/srv',
	'/sys',
	'/tmp',
	'/usr',
	'/var/lib/containerd',
	'/var/lib/kubelet/pods',
	'/var/log/containers',
	'/var/log/pods',
	'/var/run/containerd',
];
const SOCKETS = ['/run/containerd/containerd.sock', '/var/run/containerd/containerd.sock'];
const CHARACTER_DEVICES = ['/dev/full', '/dev/null', '/dev/random', '/dev/tty', '/dev/urandom', '/dev/zero'];

/** Lays out the files of a fresh node. */
export function furnishNode(root: Directory, nodeName: string): void {
	for (const path of DIRECTORIES) root.makeDirectory(path, {parents: true});
	for (const path of [...SOCKETS, ...CHARACTER_DEVICES]) root.write(path, '');
	root.write('/etc/hostname', `${nodeName}\n`);
}

// What each type asks for, as the tree knows it and in the words of the kubelet.
const ASKED: Readonly<Record<string, readonly [kind: string, words: string]>> = {
	Directory: ['directory', 'directory'],
	DirectoryOrCreate: ['directory', 'directory'],
	File: ['file', 'file'],
	FileOrCreate: ['file', 'file'],
	Socket: ['socket', 'socket file'],
	CharDevice: ['device', 'character device'],
	BlockDevice: ['disk', 'block device'],
};

/** Makes what the type of a hostPath volume allows to make. Throws ContainerConfigError when something else is there than it says. */
export function checkHostPath(root: Directory, path: string, type = ''): void {
	const clean = resolvePath('/', path);
	const found = root.stat(clean);
	// Without a type nothing is checked, and the container runtime makes a directory where nothing is.
	if (!found && (type === '' || type === 'DirectoryOrCreate')) root.makeDirectory(clean, {parents: true});
	else if (!found && type === 'FileOrCreate') {
		if (root.stat(resolvePath(clean, '..'))?.type !== 'directory')
			throw new ContainerConfigError(`open ${path}: no such file or directory`);
		root.write(clean, '');
	} else if (type !== '') {
		const kind = SOCKETS.includes(clean) ? 'socket' : CHARACTER_DEVICES.includes(clean) ? 'device' : found?.type;
		const [asked, words] = ASKED[type] ?? [];
		if (kind !== asked) throw new ContainerConfigError(`hostPath type check failed: ${path} is not a ${words}`);
	}
}
