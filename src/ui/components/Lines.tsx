import {Text} from 'ink';
import {memo} from 'react';
import type {Line, Span} from '../line.ts';
import type {Theme} from '../theme.ts';

interface LinesProps {
	readonly lines: readonly Line[];
	readonly theme: Theme;
}

/** Draws rows one below the other. A row that kept its identity is not drawn anew. */
export function Lines({lines, theme}: LinesProps) {
	return lines.map((row, index) => <Row key={`${index}`} row={row} theme={theme} />);
}

const Row = memo(function Row({row, theme}: {readonly row: Line; readonly theme: Theme}) {
	if (row.length === 0) return <Text> </Text>;
	return (
		<Text wrap="truncate">
			{row.map((span, index) => (
				<StyledSpan key={`${index}`} span={span} theme={theme} />
			))}
		</Text>
	);
});

function StyledSpan({span, theme}: {readonly span: Span; readonly theme: Theme}) {
	const {text, role, bold, italic, underline, inverse} = span;
	return (
		<Text
			bold={bold ?? false}
			italic={italic ?? false}
			underline={underline ?? false}
			inverse={inverse ?? false}
			dimColor={role !== undefined && theme.dim.has(role)}
			{...(role && theme.colors[role] ? {color: theme.colors[role]} : {})}
		>
			{text}
		</Text>
	);
}
