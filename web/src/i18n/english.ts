import answers from '../../../shared/platform/src/main/resources/nl/laslink/platform/text/las-answers_en.json';
import pages from './en.json';

/** The texts of the pages, and those about answers of a LAS, which mails and bin/uwlr have as well. */
export default { ...pages, ...answers };
