using System.Globalization;

namespace RiskInsights.Benchmarks.Warehouse;

/// <summary>
/// The peers' bank (clients.csv, accounts.csv, transactions.csv) in the layout that the import reads: the same rows in the same order,
/// damaged ones included, with other names of columns and codes. Amounts stay as they are; the currency, which an account has here and
/// not a transaction, is left out; the balance, which an account has there, stands on its last good transaction.
/// </summary>
internal static class PeerBank
{
    private static readonly Dictionary<string, string> Segments = new(StringComparer.Ordinal)
    {
        ["RETAIL"] = "retail",
        ["AFFLUENT"] = "affluent",
        ["SME"] = "small_business",
        ["CORPORATE"] = "corporate",
    };

    private static readonly Dictionary<string, string> AccountTypes = new(StringComparer.Ordinal)
    {
        ["CHECKING"] = "current",
        ["SAVINGS"] = "savings",
        ["CREDIT"] = "card",
    };

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["CARD"] = "card_payment",
        ["TRANSFER"] = "transfer",
        ["DEBIT"] = "direct_debit",
        ["CREDIT"] = "interest",
        ["FEE"] = "fee",
        ["CASH"] = "cash",
    };

    private static readonly string Joined = new DateOnly(2010, 1, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Our code of a peers' segment.</summary>
    public static string Segment(string name) => Segments[name];

    /// <summary>Writes the files that are not there yet.</summary>
    public static void Write(string bank, string folder)
    {
        if (File.Exists(Path.Combine(folder, "events.csv")))
            return;
        Directory.CreateDirectory(folder);
        Convert(bank, "clients", folder, "kyc", "client_id,birth_date,segment,country,kyc_status,kyc_risk_rating,joined_on", f =>
            $"{f[0]},{f[4]},{Segments[f[2]]},{f[3]},verified,low,{Joined}");
        Convert(bank, "accounts", folder, "accounts", "account_id,client_id,account_type,currency,opened_on", f =>
            $"{f[0]},{f[1]},{AccountTypes[f[2]]},EUR,{f[4]}");
        var balances = Balances(bank);
        var line = 0;
        Convert(bank, "transactions", folder, "transactions", "transaction_id,account_id,booked_at,amount,type,channel,counterparty_country,balance_after", f =>
            Transaction(f, balances.GetValueOrDefault(line++)));
        Convert(bank, "clients", folder, "events", "event_id,client_id,occurred_on,event_type", f =>
            f[7] is "1" ? $"default-{f[0]},{f[0]},2024-12-31,default_90dpd" : null);
    }

    // A damaged row keeps its damage: whatever is not a known word passes as it is.
    private static string Transaction(string[] fields, string? balance) => string.Join(',', fields
        .Select((field, column) => column switch
        {
            5 => Types.GetValueOrDefault(field, field),
            6 => field.ToLowerInvariant(),
            _ => field,
        })
        .Where((_, column) => column != 4)) + (fields.Length == 8 ? $",{balance}" : "");

    // By the number of the line that is its account's last good one.
    private static Dictionary<int, string> Balances(string bank)
    {
        var (seen, last) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var (fields, line) in Rows(bank, "transactions").Select((f, i) => (f, i)))
        {
            if (fields.Length == 8 && decimal.TryParse(fields[3], CultureInfo.InvariantCulture, out _)
                && DateTime.TryParse(fields[2], CultureInfo.InvariantCulture, out _) && seen.Add(fields[0]))
                last[fields[1]] = line;
        }

        return Rows(bank, "accounts").Where(f => last.ContainsKey(f[0])).ToDictionary(f => last[f[0]], f => f[5]);
    }

    private static IEnumerable<string[]> Rows(string bank, string name) => File.ReadLines(Path.Combine(bank, name + ".csv")).Skip(1).Select(l => l.Split(','));

    private static void Convert(string bank, string from, string folder, string to, string header, Func<string[], string?> row)
    {
        using var writer = new StreamWriter(Path.Combine(folder, to + ".csv")) { NewLine = "\n" };
        writer.WriteLine(header);
        foreach (var text in Rows(bank, from).Select(row).OfType<string>())
            writer.WriteLine(text);
    }
}
