using CsvHelper;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>
/// Reads the first rows of a file for what its columns agree on: the decimal mark of each amount column, and the order of
/// day and month. A file whose first rows leave the order open is read on until a day above 12 settles it; when none
/// does, the day comes first.
/// </summary>
internal sealed class FormatSurvey(IReadOnlyList<CsvColumn> columns)
{
    private const int SampledRows = 20_000;

    // A typing error or two do not make a column mixed; more than one in a hundred do.
    private const int OneInHowMany = 100;

    private readonly int[] _points = new int[columns.Count];
    private readonly int[] _commas = new int[columns.Count];
    private int _dayFirst;
    private int _monthFirst;
    private bool _orderMatters;

    /// <exception cref="ImportRefusedException">The file has no rows, or dates of both orders.</exception>
    public static CsvFormat Of(InputFile file, CsvHeader header, TextEncoding encoding, ICsvSource source, ImportOptions options, CancellationToken cancellation)
    {
        var columns = source.Columns;
        var format = new CsvFormat(encoding, header.Separator, header.Names.Count, header.PositionsOf(columns), new DecimalMark[columns.Count], DateOrder.DayFirst);
        using var text = Utf8Stream.Decode(file.FromStart(), encoding);
        using var reader = format.OpenReader(text, options, source.LineBreaksInQuotes, null);
        var survey = new FormatSurvey(columns);
        var rows = 0;
        try
        {
            while ((rows < SampledRows || survey.NeedsMore) && reader.Read())
            {
                if (rows++ % SampledRows == 0)
                    cancellation.ThrowIfCancellationRequested();
                survey.Add(reader, format.Positions);
            }
        }
        catch (CsvFormatException error)
        {
            throw CsvFormat.TooLongRow(file.Name, options, error);
        }

        if (rows == 0)
            throw new ImportRefusedException(file.Name, Rules.HeaderOnly, "The file has a header and no row.");
        return format with { DecimalMarks = survey.DecimalMarks(), DateOrder = survey.Order(file.Name) };
    }

    private bool NeedsMore => _orderMatters && _dayFirst + _monthFirst == 0;

    private void Add(CsvReader reader, int[] positions)
    {
        foreach (var column in columns)
        {
            var position = positions[column.Index];
            if (position < 0 || position >= reader.FieldCount)
                continue;
            if (column.Kind == CsvColumnKind.Money)
            {
                var mark = MoneyText.Evidence(reader.GetSpan(position));
                _points[column.Index] += mark == DecimalMark.Point ? 1 : 0;
                _commas[column.Index] += mark == DecimalMark.Comma ? 1 : 0;
            }
            else if (column.Kind is CsvColumnKind.Date or CsvColumnKind.Moment)
            {
                var order = DateText.Evidence(reader.GetSpan(position), out var matters);
                _orderMatters |= matters;
                _dayFirst += order == DateOrder.DayFirst ? 1 : 0;
                _monthFirst += order == DateOrder.MonthFirst ? 1 : 0;
            }
        }
    }

    private DecimalMark[] DecimalMarks() => [.. columns.Select(c => (Points: _points[c.Index], Commas: _commas[c.Index]) switch
    {
        (0, 0) => DecimalMark.Unknown,
        var (points, commas) when points > commas * OneInHowMany => DecimalMark.Point,
        var (points, commas) when commas > points * OneInHowMany => DecimalMark.Comma,
        _ => DecimalMark.Mixed,
    })];

    private DateOrder Order(string fileName)
    {
        if (_monthFirst > _dayFirst * OneInHowMany)
            return DateOrder.MonthFirst;
        if (_monthFirst == 0 || _dayFirst > _monthFirst * OneInHowMany)
            return DateOrder.DayFirst;
        throw new ImportRefusedException(
            fileName,
            Rules.MixedDateOrder,
            $"{_dayFirst} dates can only be day/month and {_monthFirst} only month/day: write them as yyyy-mm-dd.");
    }
}
