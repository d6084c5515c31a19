/** Word files made by hand: a zip, and the parts that make a document of it. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the directory says of its size, when that is a lie. */
  readonly claimed?: number;
  /** Already deflated. */
  readonly packed?: Buffer;
  readonly flags?: number;
}

export function zip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, claimed, packed, flags = 0 } of entries) {
    const bytes = Buffer.from(content);
    const data = packed ?? deflateRawSync(bytes);
    const title = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(flags, 2);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(data.length, 14);
    about.writeUInt32LE(claimed ?? bytes.length, 18);
    about.writeUInt16LE(title.length, 22);
    const start = Buffer.alloc(4);
    start.writeUInt32LE(at);
    files.push(Buffer.from("PK\x03\x04", "latin1"), about, title, data);
    directory.push(
      ...[Buffer.from("PK\x01\x02\x14\0", "latin1"), about, Buffer.alloc(10), start, title],
    );
    at += 30 + title.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, listed, end]);
}

const w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packages = "http://schemas.openxmlformats.org/package/2006";
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const types = `${head}<Types xmlns="${packages}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/></Types>`;

const rootRelations = `${head}<Relationships xmlns="${packages}/relationships">
<Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`;

const styles = `${head}<w:styles xmlns:w="${w}">${[
  ["Title", "Title"],
  ["Heading1", "heading 1"],
  ["Heading2", "heading 2"],
  ["Quote", "Quote"],
  ["Code", "Source Code"],
]
  .map(
    ([id, name]) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`,
  )
  .join("")}</w:styles>`;

const level = (index: number, format: string) =>
  `<w:lvl w:ilvl="${index}"><w:numFmt w:val="${format}"/></w:lvl>`;
const numbering = `${head}<w:numbering xmlns:w="${w}">
<w:abstractNum w:abstractNumId="1">${level(0, "bullet")}${level(1, "bullet")}</w:abstractNum>
<w:abstractNum w:abstractNumId="2">${level(0, "decimal")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>`;

export interface Docx {
  /** What stands in `w:body`. */
  readonly body: string;
  /** Relations of the document, beyond those to its own parts. */
  readonly relations?: string;
  readonly parts?: readonly ZipEntry[];
  /** Before the document's own element. */
  readonly prologue?: string;
}

export function docxEntries({ body, relations = "", parts = [], prologue = "" }: Docx): ZipEntry[] {
  const spaces = `xmlns:w="${w}" xmlns:r="${office}"`;
  const relation = (id: string, kind: string) =>
    `<Relationship Id="${id}" Type="${office}/${kind}" Target="${kind}.xml"/>`;
  return [
    { name: "[Content_Types].xml", content: types },
    { name: "_rels/.rels", content: rootRelations },
    {
      name: "word/document.xml",
      content: `${head}${prologue}<w:document ${spaces}><w:body>${body}</w:body></w:document>`,
    },
    {
      name: "word/_rels/document.xml.rels",
      content: `${head}<Relationships xmlns="${packages}/relationships">${relation("s", "styles")}${relation("n", "numbering")}${relation("f", "footnotes")}${relations}</Relationships>`,
    },
    { name: "word/styles.xml", content: styles },
    { name: "word/numbering.xml", content: numbering },
    ...parts,
  ];
}

export function docx(parts: Docx): Buffer {
  return zip(docxEntries(parts));
}

export function paragraph(runs: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
}

export function styled(style: string, words: string): string {
  return paragraph(run(words), `<w:pStyle w:val="${style}"/>`);
}

export function run(words: string, properties = ""): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`;
}

export function listed(list: number, depth: number, words: string): string {
  const numbered = `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`;
  return paragraph(run(words), numbered);
}

/** A picture by its relation: `r:embed` for one in the file, `r:link` for one elsewhere. */
export function picture(relation: string, how: "embed" | "link" = "embed"): string {
  const a = "http://schemas.openxmlformats.org/drawingml/2006";
  return `<w:r><w:drawing><wp:inline xmlns:wp="${a}/wordprocessingDrawing"><wp:docPr id="1" name="p" descr="A blue field"/><a:graphic xmlns:a="${a}/main"><a:graphicData><pic:pic xmlns:pic="${a}/picture"><pic:blipFill><a:blip r:${how}="${relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

export function pictureRelation(id: string, target: string, external = false): string {
  const mode = external ? ' TargetMode="External"' : "";
  return `<Relationship Id="${id}" Type="${office}/image" Target="${target}"${mode}/>`;
}

export function linkRelation(id: string, target: string): string {
  return `<Relationship Id="${id}" Type="${office}/hyperlink" Target="${target}" TargetMode="External"/>`;
}
