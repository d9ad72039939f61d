using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Sources;

/// <summary>transactions.csv: what was booked on the accounts.</summary>
internal sealed class TransactionsCsv : CsvSource<TransactionRecord>
{
    private const long LargestBalance = 1_000_000_000_000;

    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("transaction_id", CsvColumnKind.WholeNumber);
    private static readonly CsvColumn Account = Layout.Required("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn BookedAt = Layout.Required("booked_at", CsvColumnKind.Moment);
    private static readonly CsvColumn Amount = Layout.Required("amount", CsvColumnKind.Money);
    private static readonly CsvColumn Type = Layout.Required("type", CsvColumnKind.Code);
    private static readonly CsvColumn Channel = Layout.Required("channel", CsvColumnKind.Code);
    private static readonly CsvColumn Country = Layout.Required("counterparty_country", CsvColumnKind.Code);
    private static readonly CsvColumn Category = Layout.Optional("merchant_category", CsvColumnKind.Code);
    private static readonly CsvColumn Balance = Layout.Optional("balance_after", CsvColumnKind.Money);

    public override string Name => "transactions";

    public override string Family => Families.Canonical;

    public override int LoadOrder => 3;

    public override string FilePattern => "*.csv";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    private protected override (Func<SourceRow, TransactionRecord> Parse, ITarget<TransactionRecord> Target) Open(CsvInput input, LoadContext context)
    {
        var accounts = context.Accounts;
        var categories = new CategoryList();
        return (row => Parse(row, accounts, categories), new TransactionTable(context, categories));
    }

    private static TransactionRecord Parse(SourceRow row, AccountIndex accounts, CategoryList categories)
    {
        var id = row.WholeNumber(Id);
        if (!accounts.TryFind(row[Account].Trim((byte)' '), out var account))
            row.Reject(row.IsEmpty(Account) ? Rules.MissingValue : Rules.UnknownAccount, Account);
        var date = row.Moment(BookedAt, out var second);
        if (row.Broken is null && date < account.OpenedOn)
            row.Reject(Rules.BeforeOpening, BookedAt);
        var amount = row.Money(Amount);
        if (amount == 0)
            row.Reject(Rules.ImpossibleAmount, Amount);
        short category = 0;
        if (!row.IsEmpty(Category) && !categories.TryFind(row[Category], out category))
            row.Reject(Rules.UnknownCode, Category);
        return new TransactionRecord
        {
            TransactionId = id,
            Account = account,
            DateKey = date,
            SecondOfDay = second,
            AmountCents = amount,
            Type = row.Code(Type, Codes.TransactionTypes),
            Channel = row.Code(Channel, Codes.Channels),
            CounterpartyCountry = row.Country(Country),
            MerchantCategory = category,
            BalanceAfterCents = row.OptionalMoney(Balance, LargestBalance),
        };
    }
}
