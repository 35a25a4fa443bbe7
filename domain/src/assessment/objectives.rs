//! The objectives, one line each: the school's view of the national curriculum and the early learning goals, in our own
//! words. The first two of each subject and year group are the key ones.

use super::{Objective, Subject};

macro_rules! objectives {
    ($($code:literal $year:literal $subject:ident $key:literal $text:literal;)+) => {
        pub(super) const ALL: &[Objective] = &[$(
            Objective { code: $code, subject: Subject::$subject, year: $year, text: $text, is_key: $key },
        )+];
    };
}

#[rustfmt::skip]
objectives! {
    "R-reading-1" "R" Reading true "Says a sound for each letter of the alphabet";
    "R-reading-2" "R" Reading true "Reads simple sentences aloud";
    "R-reading-3" "R" Reading false "Retells a story in their own words";
    "R-reading-4" "R" Reading false "Guesses what may happen next in a story";
    "R-writing-1" "R" Writing true "Writes letters that others can read";
    "R-writing-2" "R" Writing true "Spells words by their sounds";
    "R-writing-3" "R" Writing false "Writes short phrases that others can read";
    "R-writing-4" "R" Writing false "Holds a pencil well";
    "R-mathematics-1" "R" Mathematics true "Knows numbers to 10, and what makes them up";
    "R-mathematics-2" "R" Mathematics true "Recalls number bonds to 5";
    "R-mathematics-3" "R" Mathematics false "Compares quantities up to 10";
    "R-mathematics-4" "R" Mathematics false "Continues and makes patterns";
    "1-reading-1" "1" Reading true "Reads words with the sounds taught";
    "1-reading-2" "1" Reading true "Reads aloud books that match their phonics";
    "1-reading-3" "1" Reading false "Explains what a text says";
    "1-reading-4" "1" Reading false "Predicts from what was read so far";
    "1-writing-1" "1" Writing true "Ends sentences with a full stop";
    "1-writing-2" "1" Writing true "Spells common exception words";
    "1-writing-3" "1" Writing false "Leaves spaces between words";
    "1-writing-4" "1" Writing false "Joins clauses with and";
    "1-mathematics-1" "1" Mathematics true "Counts to 100 and back from any number";
    "1-mathematics-2" "1" Mathematics true "Knows number bonds to 20";
    "1-mathematics-3" "1" Mathematics false "Adds and subtracts numbers to 20";
    "1-mathematics-4" "1" Mathematics false "Finds a half and a quarter";
    "1-science-1" "1" Science true "Names common plants and animals";
    "1-science-2" "1" Science true "Sorts materials by what they are like";
    "2-reading-1" "2" Reading true "Reads most words without sounding out";
    "2-reading-2" "2" Reading true "Explains what has happened so far";
    "2-reading-3" "2" Reading false "Asks and answers questions about a text";
    "2-reading-4" "2" Reading false "Makes links between books";
    "2-writing-1" "2" Writing true "Writes about real events simply and clearly";
    "2-writing-2" "2" Writing true "Uses past and present tense correctly";
    "2-writing-3" "2" Writing false "Uses capital letters and question marks";
    "2-writing-4" "2" Writing false "Spells words by segmenting them";
    "2-mathematics-1" "2" Mathematics true "Knows the value of each digit to 100";
    "2-mathematics-2" "2" Mathematics true "Knows the 2, 5 and 10 times tables";
    "2-mathematics-3" "2" Mathematics false "Adds and subtracts two two-digit numbers";
    "2-mathematics-4" "2" Mathematics false "Tells the time to five minutes";
    "2-science-1" "2" Science true "Knows what living things need";
    "2-science-2" "2" Science true "Explains which material suits a use";
    "3-reading-1" "3" Reading true "Reads for meaning and checks it makes sense";
    "3-reading-2" "3" Reading true "Infers feelings and reasons";
    "3-reading-3" "3" Reading false "Finds information in non-fiction";
    "3-reading-4" "3" Reading false "Explains the meaning of words in context";
    "3-writing-1" "3" Writing true "Organises paragraphs around a theme";
    "3-writing-2" "3" Writing true "Joins ideas with a range of conjunctions";
    "3-writing-3" "3" Writing false "Uses speech marks for direct speech";
    "3-writing-4" "3" Writing false "Uses the present perfect";
    "3-mathematics-1" "3" Mathematics true "Knows the value of each digit to 1,000";
    "3-mathematics-2" "3" Mathematics true "Knows the 3, 4 and 8 times tables";
    "3-mathematics-3" "3" Mathematics false "Adds and subtracts in columns";
    "3-mathematics-4" "3" Mathematics false "Adds fractions with one denominator";
    "3-science-1" "3" Science true "Describes how plants take in water";
    "3-science-2" "3" Science true "Groups rocks by their properties";
    "4-reading-1" "4" Reading true "Infers, and gives evidence from the text";
    "4-reading-2" "4" Reading true "Sums up the main ideas of paragraphs";
    "4-reading-3" "4" Reading false "Uses a dictionary to check meanings";
    "4-reading-4" "4" Reading false "Compares how texts are laid out";
    "4-writing-1" "4" Writing true "Uses fronted adverbials with commas";
    "4-writing-2" "4" Writing true "Chooses pronouns to avoid repetition";
    "4-writing-3" "4" Writing false "Uses apostrophes for plural possession";
    "4-writing-4" "4" Writing false "Improves a text by changing grammar";
    "4-mathematics-1" "4" Mathematics true "Recalls all tables to 12 times 12";
    "4-mathematics-2" "4" Mathematics true "Knows the value of each digit to 10,000";
    "4-mathematics-3" "4" Mathematics false "Adds and subtracts numbers of four digits";
    "4-mathematics-4" "4" Mathematics false "Recognises equivalent fractions";
    "4-science-1" "4" Science true "Describes the parts of digestion";
    "4-science-2" "4" Science true "Builds and draws simple circuits";
    "5-reading-1" "5" Reading true "Discusses how authors choose their words";
    "5-reading-2" "5" Reading true "Tells fact from opinion";
    "5-reading-3" "5" Reading false "Summarises ideas from several paragraphs";
    "5-reading-4" "5" Reading false "Predicts from what is stated and implied";
    "5-writing-1" "5" Writing true "Uses relative clauses";
    "5-writing-2" "5" Writing true "Links ideas across paragraphs";
    "5-writing-3" "5" Writing false "Uses modal verbs to show possibility";
    "5-writing-4" "5" Writing false "Uses brackets, dashes or commas";
    "5-mathematics-1" "5" Mathematics true "Multiplies numbers of up to four digits";
    "5-mathematics-2" "5" Mathematics true "Compares and orders fractions";
    "5-mathematics-3" "5" Mathematics false "Knows the value of each digit to 1,000,000";
    "5-mathematics-4" "5" Mathematics false "Solves problems with percentages";
    "5-science-1" "5" Science true "Explains day and night";
    "5-science-2" "5" Science true "Describes how forces act";
    "6-reading-1" "6" Reading true "Explains how language shapes meaning";
    "6-reading-2" "6" Reading true "Supports views with evidence from the text";
    "6-reading-3" "6" Reading false "Compares themes across books";
    "6-reading-4" "6" Reading false "Retrieves and presents information";
    "6-writing-1" "6" Writing true "Writes for a purpose and a reader";
    "6-writing-2" "6" Writing true "Chooses grammar and words to suit the form";
    "6-writing-3" "6" Writing false "Uses a range of punctuation correctly";
    "6-writing-4" "6" Writing false "Spells most words of Years 5 and 6";
    "6-mathematics-1" "6" Mathematics true "Uses all four operations to solve problems";
    "6-mathematics-2" "6" Mathematics true "Calculates with fractions";
    "6-mathematics-3" "6" Mathematics false "Knows the value of each digit to 10,000,000";
    "6-mathematics-4" "6" Mathematics false "Uses simple formulae";
    "6-science-1" "6" Science true "Explains how the heart works";
    "6-science-2" "6" Science true "Gives evidence for evolution";
}
