import fc from 'fast-check';

// Property tests try the same cases in every run, so that a red build means a change; `FC_SEED=random` (or a number) tries others.
const {FC_SEED = '20261121'} = process.env;
fc.configureGlobal(FC_SEED === 'random' ? {} : {seed: Number(FC_SEED)});
