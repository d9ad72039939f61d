using RiskInsights.Core.Synthetic.Lives;
using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>A kind of shop that clients buy in.</summary>
/// <param name="Code">The category's word in the files.</param>
/// <param name="Basket">Median purchase of a client of average means, euros.</param>
/// <param name="Sigma">Spread of the logarithm of a purchase.</param>
/// <param name="Online">Share bought on the web by a client of average digital habits.</param>
/// <param name="Weights">Relative frequency for retail, affluent, small business, student and corporate clients.</param>
internal sealed record ShopCategory(string Code, double Basket, double Sigma, double Online, double[] Weights);

/// <summary>
/// All merchant categories: shops first (indexes of <see cref="Shops"/>), then the words for everything that is not a
/// purchase.
/// </summary>
internal static class MerchantCategories
{
    public static readonly ShopCategory[] Shops =
    [
        new("groceries", 38, 0.55, 0.06, [30, 22, 6, 28, 3]),
        new("restaurants", 24, 0.55, 0.12, [12, 16, 9, 18, 8]),
        new("fuel", 48, 0.35, 0.00, [9, 8, 14, 3, 12]),
        new("transport", 17, 0.60, 0.35, [8, 7, 7, 13, 10]),
        new("shopping", 52, 0.75, 0.45, [12, 14, 8, 11, 6]),
        new("health", 31, 0.65, 0.05, [7, 8, 2, 4, 2]),
        new("entertainment", 21, 0.60, 0.50, [7, 8, 2, 12, 2]),
        new("electronics", 120, 0.85, 0.55, [3, 4, 8, 3, 9]),
        new("home_improvement", 74, 0.80, 0.20, [5, 6, 8, 1, 5]),
        new("travel", 210, 0.80, 0.70, [3, 7, 6, 3, 16]),
        new("education", 65, 0.70, 0.60, [1.5, 2, 1, 4, 2]),
        new("software", 36, 0.70, 0.95, [1, 2, 9, 1, 12]),
        new("luxury", 260, 0.80, 0.25, [0.5, 3, 0.3, 0.3, 1]),
        new("gambling", 32, 0.90, 0.80, [1, 0.6, 0.2, 1, 0]),
        new("business_supplies", 96, 0.80, 0.50, [0, 0.5, 19, 0, 12]),
    ];

    private static readonly string[] Others =
    [
        "salary", "benefits", "rent", "utilities", "telecom", "insurance", "loan", "card_repayment", "savings", "cash",
        "private_transfer", "bank_fees", "interest", "taxes", "suppliers", "payroll", "sales", "opening_balance",
        "account_closing", "debt_collection", "refinancing", "other_lenders", "own_account",
    ];

    public static readonly byte[][] Codes = [.. Shops.Select(s => s.Code).Concat(Others).Select(System.Text.Encoding.ASCII.GetBytes)];

    public static readonly byte Salary = Other("salary"), Benefits = Other("benefits"), Rent = Other("rent"), Utilities = Other("utilities"),
        Telecom = Other("telecom"), Insurance = Other("insurance"), Loan = Other("loan"), CardRepayment = Other("card_repayment"),
        Savings = Other("savings"), Cash = Other("cash"), PrivateTransfer = Other("private_transfer"), BankFees = Other("bank_fees"),
        Interest = Other("interest"), Taxes = Other("taxes"), Suppliers = Other("suppliers"), Payroll = Other("payroll"), Sales = Other("sales"),
        OpeningBalance = Other("opening_balance"), AccountClosing = Other("account_closing"), DebtCollection = Other("debt_collection"),
        Refinancing = Other("refinancing"), OtherLenders = Other("other_lenders"), OwnAccount = Other("own_account");

    public static readonly byte Shopping = Shop("shopping"), Electronics = Shop("electronics"),
        Travel = Shop("travel"), Luxury = Shop("luxury"), Gambling = Shop("gambling"), HomeImprovement = Shop("home_improvement");

    private static readonly double[][] Cumulated = [.. Segments.Profiles.Select((_, segment) => Cumulate(segment))];

    /// <summary>Expected purchase of a segment in euros, before the client's own scale.</summary>
    public static readonly double[] MeanBaskets = [.. Segments.Profiles.Select((_, segment) =>
        Shops.Sum(s => s.Weights[segment] * s.Basket * PortableMath.Exp(s.Sigma * s.Sigma / 2)) / Shops.Sum(s => s.Weights[segment]))];

    public static byte Draw(Segment segment, ref RandomStream random)
    {
        double[] sums = Cumulated[(int)segment];
        double u = random.NextDouble() * sums[^1];
        int i = 0;
        while (u >= sums[i])
            i++;
        return (byte)i;
    }

    private static double[] Cumulate(int segment)
    {
        double sum = 0;
        return Array.ConvertAll(Shops, s => sum += s.Weights[segment]);
    }

    private static byte Other(string code) => (byte)(Shops.Length + Array.IndexOf(Others, code));

    private static byte Shop(string code) => (byte)Array.FindIndex(Shops, s => string.Equals(s.Code, code, StringComparison.Ordinal));
}
