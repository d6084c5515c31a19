/** What stands in the scenes: a plan that a few people work on, and texts that strain a page. */

export const people = ["Ada Lovelace", "Grace Hopper", "Alan Turing", "Edsger Dijkstra"] as const;

/** Who else looks in, where many are to be seen. */
export const crowd = [
  ...["Alan Turing", "Edsger Dijkstra", "Barbara Liskov", "Donald Knuth"],
  ...["Frances Allen", "Ken Thompson", "Margaret Hamilton", "Niklaus Wirth"],
];

export const planTitle = "Bicycle festival 2027";

export const plan = `Everything for the weekend of **12 and 13 June**: what is decided, who does what, and what is
still open. Questions go into the text, right where they come up.

## What is decided

- The course leads along the river and back through the old town.
- Children ride first, at ten; the long tour starts at noon.
- There is water at three places, and a workshop at the bridge.

> Two people at one bicycle get further than either alone, as long as both keep pedalling.

## Who does what

| Task | Who | Until |
| :--- | :--- | ---: |
| Permission of the city | Ada | 1 March |
| Posters and programme | Grace | 15 April |
| Stalls on the square | Alan | 1 June |

- [x] Ask the fire brigade
- [x] Book the bridge
- [ ] Find forty helpers
- [ ] Print the maps

## The course, for those who ride by instrument

\`\`\`ts
const course = ["market", "river", "bridge", "mill", "market"];
const kilometres = course.length * 4.2;
\`\`\`

More in the [handbook](https://example.org/handbook).
`;

export const others: readonly (readonly [string, string])[] = [
  ["Letter to the neighbours", "Dear neighbours, on the second weekend in June it will be lively."],
  ["Budget", "| Item | Sum |\n| --- | ---: |\n| Posters | 240 |\n| Water | 180 |"],
  ["Minutes of 3 February", "Present: Ada, Grace, Alan.\n\n1. Course\n2. Helpers\n3. Weather"],
  ["Song for the opening", "Round and round the wheels go."],
  ["Ideas for next year", "- A night tour\n- A race for cargo bikes"],
];

export const longTitle =
  "Minutes of the second extraordinary meeting about the closing of the bridge, the detour of the " +
  "tram and Donaudampfschiffahrtsgesellschaftskapitaensfrage";

/** All that could be wider than a phone. */
export const strained = `# Averyveryverylongheadingwithoutasinglespaceinit, and then some

An address, https://example.org/a/very/long/path/that/nobody/will/ever/break/by/hand?with=a&query=too, and
\`inline_code_that_is_as_long_as_a_line_and_has_no_space_to_break_it_anywhere\`.

| First column | Second column | Third column | Fourth column | Fifth column | Sixth column |
| --- | --- | --- | --- | --- | --- |
| one | two | three | four | five | six |

\`\`\`
a line of code that is so much longer than the window is wide that it has to go somewhere, but where?
\`\`\`

1. one
   1. two
      1. three
         1. four
            1. five, and a few words that have to find room
`;
