import {LessonError} from './problem.ts';
import {type Schema, schemaProblems} from './schema.ts';
import type {YamlSource} from './yaml-source.ts';

/** The order of a pack: `course.yaml`. */
export interface Course {
	readonly title: LocalText;
	readonly chapters: readonly Chapter[];
}

export interface Chapter {
	readonly id: string;
	readonly title: LocalText;
	/** Ids of lessons: `deployment/rollback`. */
	readonly lessons: readonly string[];
}

/** A text by locale. */
export type LocalText = Readonly<Record<string, string>>;

const LOCAL_TEXT: Schema = {
	type: 'object',
	maxProperties: 20,
	required: ['en'],
	additionalProperties: {type: 'string', minLength: 1, maxLength: 200},
};

const COURSE: Schema = {
	type: 'object',
	additionalProperties: false,
	required: ['formatVersion', 'title', 'chapters'],
	properties: {
		formatVersion: {type: 'integer', enum: [1]},
		title: LOCAL_TEXT,
		chapters: {
			type: 'array',
			minItems: 1,
			maxItems: 50,
			items: {
				type: 'object',
				additionalProperties: false,
				required: ['id', 'title', 'lessons'],
				properties: {
					id: {type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 40},
					title: LOCAL_TEXT,
					// No dots: an id is also a path inside the pack.
					lessons: {
						type: 'array',
						maxItems: 100,
						items: {type: 'string', pattern: '^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$', maxLength: 100},
					},
				},
			},
		},
	},
};

/** Checks a `course.yaml`. Throws LessonError. */
export function compileCourse(source: YamlSource): Course {
	const problems = schemaProblems(source, COURSE);
	if (problems.length > 0) throw new LessonError(problems);
	const {title, chapters} = source.value as Course;
	const seen = new Set<string>();
	chapters.forEach((chapter, chapterIndex) => {
		chapter.lessons.forEach((id, index) => {
			if (seen.has(id))
				problems.push(source.problem(['chapters', chapterIndex, 'lessons', index], `Duplicate value: "${id}"`));
			seen.add(id);
		});
		for (const locale of Object.keys(title))
			if (!Object.hasOwn(chapter.title, locale))
				problems.push(source.problem(['chapters', chapterIndex, 'title', locale], 'Required value'));
	});
	if (problems.length > 0) throw new LessonError(problems);
	return {title, chapters};
}

/** The text of a locale, or the English one. */
export function localText(text: LocalText, locale: string): string {
	return (Object.hasOwn(text, locale) ? text[locale] : undefined) ?? text.en ?? '';
}
