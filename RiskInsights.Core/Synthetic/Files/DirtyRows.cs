using System.Globalization;
using System.Text;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Files;

/// <summary>A fault that a bad row has; it has that one only.</summary>
/// <param name="Kind">Its word in truth/dirty.csv.</param>
/// <param name="Column">Index of the column that is spoilt; −1 when the row as a whole is.</param>
/// <param name="Value">What stands in the column instead; null for a repetition of the clean row as it is.</param>
internal sealed record Fault(string Kind, int Column, string? Value);

/// <summary>
/// Plants bad rows after clean ones: a copy of the clean row under a key of its own, with one fault. The faults of a file
/// take turns, so that each is there as soon as there are as many bad rows as faults. The clean rows are not touched.
/// </summary>
internal sealed class DirtyRows(DemoBankOptions options, CsvOutput? truth)
{
    public const string TruthHeader = "file,line,kind";

    /// <summary>A field too many, in the last column's place, makes the wrong number of fields.</summary>
    private const string ExtraField = "1,1";

    /// <summary>Numbers of bad transactions begin here, far above the clean ones.</summary>
    public const long FirstTransaction = 9_000_000_001;

    private static readonly Dictionary<string, Fault[]> Faults = new(StringComparer.Ordinal)
    {
        ["transactions.csv"] =
        [
            new("duplicate_row", -1, null), new("missing_amount", 3, ""), new("unparsable_amount", 3, "12x.4O"), new("unknown_account", 1, "AC-0-0"),
            new("future_date", 2, "2195-03-01T10:00:00"), new("impossible_amount", 3, "1000000000000.00"), new("bad_date", 2, "2024-02-31T25:61:00"),
            new("wrong_field_count", 8, ExtraField), new("bad_code", 4, "teleport"),
        ],
        ["events.csv"] =
        [
            new("duplicate_row", -1, null), new("unknown_client", 1, "CL-X"), new("bad_date", 3, "2024-02-31"), new("future_date", 3, "2195-03-01"),
            new("unparsable_amount", 5, "12x.4O"), new("wrong_field_count", 5, ExtraField), new("bad_code", 4, "Not a word!"),
        ],
        ["accounts.csv"] =
        [
            new("duplicate_row", -1, null), new("unknown_client", 1, "CL-X"), new("bad_date", 4, "2024-02-31"), new("bad_code", 2, "shoebox"),
            new("unparsable_amount", 6, "12x.4O"), new("wrong_field_count", 6, ExtraField),
        ],
        ["kyc.csv"] =
        [
            new("duplicate_row", -1, null), new("missing_id", 0, ""), new("bad_date", 10, "2024-02-31"), new("bad_code", 5, "royalty"),
            new("wrong_field_count", 11, ExtraField),
        ],
    };

    private RandomStream _random = RandomStream.For(options.Seed, RandomPurpose.DirtyRows, 0);

    private readonly Dictionary<string, int> _planted = new(StringComparer.Ordinal);

    public long Planted { get; private set; }

    /// <summary>Plants a bad row after the last row of <paramref name="csv"/>, with the wanted probability. Call it after each clean row.</summary>
    public void MayFollow(CsvOutput csv)
    {
        if (truth is null || !_random.Chance(options.DirtyFraction))
            return;
        // A quoted field would need a parser; another row will do.
        if (csv.LastRow.Contains((byte)'"'))
            return;
        _planted.TryGetValue(csv.Name, out int planted);
        var faults = Faults[csv.Name];
        var fault = faults[planted % faults.Length];
        _planted[csv.Name] = planted + 1;
        Planted++;

        string row = Encoding.UTF8.GetString(csv.LastRow);
        csv.Raw(Encoding.UTF8.GetBytes(fault.Value is null ? row : Spoil(row, fault, csv.Name, planted)));
        csv.EndRow();
        truth.Text(csv.Name);
        truth.Number(csv.Lines);
        truth.Text(fault.Kind);
        truth.EndRow();
    }

    private static string Spoil(string row, Fault fault, string file, int planted)
    {
        string[] fields = row.Split(',');
        fields[0] = file switch
        {
            "transactions.csv" => (FirstTransaction + planted).ToString(CultureInfo.InvariantCulture),
            "events.csv" => string.Create(CultureInfo.InvariantCulture, $"EV-X{planted:D6}"),
            "accounts.csv" => string.Create(CultureInfo.InvariantCulture, $"AC-X{planted:D6}-1"),
            _ => string.Create(CultureInfo.InvariantCulture, $"CL-X{planted:D6}"),
        };
        fields[fault.Column] = fault.Value!;
        return string.Join(',', fields);
    }
}
