import type {Subcommand} from '../command.ts';
import {setSubject} from './left-out.ts';
import {setEnv} from './set-env.ts';
import {setImage} from './set-image.ts';
import {setResources} from './set-resources.ts';
import {setSelector} from './set-selector.ts';
import {setServiceAccount} from './set-service-account.ts';

export const set: Subcommand = {
	name: 'set',
	short: 'Set specific features on objects',
	usage: 'kubectl set SUBCOMMAND',
	examples: 'kubectl set image deployment/web nginx=nginx:1.27',
	flags: [],
	subcommands: [setEnv, setImage, setResources, setSelector, setServiceAccount, setSubject],
};
