/** XML for formats that others have chosen: read strictly, written without surprises. */
export { childAt, childrenOf, readXml, textAt, XmlWrong, type XmlElement } from './read.ts';
export { element, elementWith, xmlDocument, Written, type XmlContent } from './write.ts';
