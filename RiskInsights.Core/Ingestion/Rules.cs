namespace RiskInsights.Core.Ingestion;

/// <summary>Every rule that input can break (data/README.md shows them as a table).</summary>
public static class Rules
{
    public static readonly Rule WrongFieldCount = Row("wrong_field_count", "The row has more or fewer fields than the header.");
    public static readonly Rule TruncatedLine = Row("truncated_line", "The file ends in the middle of this row.");
    public static readonly Rule UnbalancedQuote = Row("unbalanced_quote", "A quote is opened and not closed, or stands inside an unquoted field.");
    public static readonly Rule UndecodableText = Row("undecodable_text", "The row holds bytes that are no character in the file's encoding, or control characters.");
    public static readonly Rule MissingValue = Row("missing_value", "A required field is empty.");
    public static readonly Rule NotANumber = Row("not_a_number", "The field is no number, or can be read as two different ones.");
    public static readonly Rule TooPrecise = Row("too_precise", "The amount has more than two decimals.");
    public static readonly Rule ImpossibleAmount = Row("impossible_amount", "The amount is zero, has a sign that it cannot have, or is beyond the largest accepted one.");
    public static readonly Rule BadDate = Row("bad_date", "The field is no date, or not one of the years 1900 to 2199.");
    public static readonly Rule FutureDate = Row("future_date", "The date lies after today.");
    public static readonly Rule DatesOutOfOrder = Row("dates_out_of_order", "One date of the row lies before another that it must follow.");
    public static readonly Rule BeforeOpening = Row("before_opening", "The row is dated before its account was opened.");
    public static readonly Rule UnknownCode = Row("unknown_code", "The field is none of the column's codes.");
    public static readonly Rule IdentifierTooLong = Row("identifier_too_long", "The identifier or text is longer than its column holds.");
    public static readonly Rule UnknownClient = Row("unknown_client", "No such client is loaded: load the clients first, then this file again.");
    public static readonly Rule UnknownAccount = Row("unknown_account", "No such account is loaded: load the accounts first, then this file again.");
    public static readonly Rule AccountOfOtherClient = Row("account_of_other_client", "The account belongs to another client than the row says.");
    public static readonly Rule CurrencyDiffers = Row("currency_differs", "The account is not in the warehouse's currency, which the first account sets.");
    public static readonly Rule DuplicateInFile = Row("duplicate_in_file", "The file holds this identifier further up; the first row counts.");
    public static readonly Rule ConflictsWithLoaded = Row("conflicts_with_loaded", "An earlier file gave this identifier other values that cannot change.");

    public static readonly Rule EmptyFile = File("empty_file", "The file holds nothing.");
    public static readonly Rule HeaderOnly = File("header_only", "The file has a header and no row.");
    public static readonly Rule BinaryFile = File("binary_file", "The file is no text: a spreadsheet, an archive, an image.");
    public static readonly Rule WrongColumns = File("wrong_columns", "The header is that of no source, or lacks a column, or has one too many.");
    public static readonly Rule FieldTooLong = File("field_too_long", "A row is longer than the largest accepted one, as an unclosed quote makes it.");
    public static readonly Rule MixedDateOrder = File("mixed_date_order", "Some dates can only be day/month and others only month/day.");
    public static readonly Rule FileChanged = File("file_changed", "The file was written to while it was read.");
    public static readonly Rule FileMissing = File("file_missing", "The file, the folder or a file that the source needs beside it is not there.");

    /// <summary>All rules, in the order in which they are documented.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        WrongFieldCount, TruncatedLine, UnbalancedQuote, UndecodableText, MissingValue, NotANumber, TooPrecise, ImpossibleAmount,
        BadDate, FutureDate, DatesOutOfOrder, BeforeOpening, UnknownCode, IdentifierTooLong, UnknownClient, UnknownAccount,
        AccountOfOtherClient, CurrencyDiffers, DuplicateInFile, ConflictsWithLoaded,
        EmptyFile, HeaderOnly, BinaryFile, WrongColumns, FieldTooLong, MixedDateOrder, FileChanged, FileMissing,
    ];

    private static Rule Row(string id, string meaning) => new(id, RuleScope.Row, meaning);

    private static Rule File(string id, string meaning) => new(id, RuleScope.File, meaning);
}
