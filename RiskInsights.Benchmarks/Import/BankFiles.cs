using System.Globalization;
using System.Text;

namespace RiskInsights.Benchmarks.Import;

/// <summary>
/// Writes a bank in the canonical layout: accounts with about fourteen bookings a month over three years, in the order of time,
/// one row in two hundred bad in one of several ways. Always the same for the same numbers.
/// </summary>
internal static class BankFiles
{
    public const int BadOneIn = 200;
    private const int RowsPerAccount = 500;
    private const int Days = 3 * 365;
    private static readonly DateTime Start = new(2022, 1, 1);
    private static readonly string[] Segments = ["retail", "affluent", "small_business", "student", "corporate"];
    private static readonly string[] Countries = ["FR", "FR", "FR", "FR", "FR", "FR", "DE", "ES", "IT", "GB"];

    private static readonly (string Type, string Channel, string Category)[] Kinds =
    [
        ("card_payment", "pos", "groceries"), ("card_payment", "pos", "restaurants"), ("card_payment", "online", "travel"),
        ("card_payment", "mobile", "groceries"), ("direct_debit", "system", "utilities"), ("direct_debit", "system", "insurance"),
        ("transfer", "mobile", ""), ("transfer", "online", ""), ("cash", "atm", ""), ("salary", "system", ""), ("loan_payment", "system", ""),
        ("fee", "system", ""),
    ];

    public static int AccountsFor(int rows) => Math.Max(rows / RowsPerAccount, 1);

    public static void Write(string directory, int rows)
    {
        Directory.CreateDirectory(directory);
        var accounts = AccountsFor(rows);
        using (var kyc = Open(directory, "kyc.csv"))
        {
            kyc.WriteLine("client_id,full_name,birth_date,email,identity_number,segment,country,region,kyc_status,kyc_risk_rating,joined_on,left_on");
            for (var i = 0; i < accounts; i++)
                kyc.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i},Name {i},{1950 + (i % 50)}-03-04,n{i}@example.org,{i},{Segments[i % 5]},FR,,verified,low,2020-01-01,"));
        }

        using (var file = Open(directory, "accounts.csv"))
        {
            file.WriteLine("account_id,client_id,account_type,currency,opened_on,closed_on,credit_limit");
            for (var i = 0; i < accounts; i++)
                file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ACC{i:D8},{i},current,EUR,2020-01-01,,500.00"));
        }

        WriteTransactions(directory, rows, accounts);
    }

    private static void WriteTransactions(string directory, int rows, int accounts)
    {
        var random = new Random(42);
        var balances = new long[accounts];
        using var file = Open(directory, "transactions.csv");
        file.WriteLine("transaction_id,account_id,booked_at,amount,type,channel,counterparty_country,merchant_category,balance_after");
        Span<char> line = stackalloc char[200];
        for (var i = 0; i < rows; i++)
        {
            var account = random.Next(accounts);
            var (type, channel, category) = Kinds[random.Next(Kinds.Length)];
            var cents = type is "salary" ? random.Next(150_000, 400_000) : -random.Next(100, 20_000);
            balances[account] += cents;
            var moment = Start.AddSeconds((double)i / rows * Days * 86_400);
            var bad = i % BadOneIn == BadOneIn - 1 ? (i / BadOneIn % 5) + 1 : 0;
            var identifier = bad == 1 ? i : i + 1;
            line.TryWrite(
                CultureInfo.InvariantCulture,
                $"{identifier},{(bad == 2 ? "NONE" : "ACC")}{account:D8},{moment:yyyy-MM-ddTHH:mm:ss},{(bad == 3 ? 0 : cents / 100m):F2},{(bad == 4 ? "gift" : type)},{channel},{(bad == 5 ? "" : Countries[random.Next(Countries.Length)])},{category},{balances[account] / 100m:F2}",
                out var length);
            file.WriteLine(line[..length]);
        }
    }

    private static StreamWriter Open(string directory, string name) =>
        new(Path.Combine(directory, name), append: false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
}
