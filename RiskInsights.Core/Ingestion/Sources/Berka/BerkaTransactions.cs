using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>
/// trans.asc. Amounts have no sign there: PRIJEM is a credit, VYDAJ and VYBER are debits. The file has no time of day
/// either: the bookings of one account on one day are dated one second apart in the file's order, because closing
/// balances depend on it.
/// </summary>
internal sealed class BerkaTransactions : CsvSource<TransactionRecord>
{
    private const long LargestBalance = 1_000_000_000_000;

    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("trans_id", CsvColumnKind.WholeNumber);
    private static readonly CsvColumn Account = Layout.Required("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn Date = Layout.Required("date", CsvColumnKind.Date);
    private static readonly CsvColumn Direction = Layout.Required("type", CsvColumnKind.Code);
    private static readonly CsvColumn Operation = Layout.Required("operation", CsvColumnKind.Code);
    private static readonly CsvColumn Amount = Layout.Required("amount", CsvColumnKind.Money);
    private static readonly CsvColumn Balance = Layout.Required("balance", CsvColumnKind.Money);
    private static readonly CsvColumn Purpose = Layout.Required("k_symbol", CsvColumnKind.Code);
    private static readonly CsvColumn PartnerBank = Layout.Required("bank", CsvColumnKind.Text);
    private static readonly CsvColumn PartnerAccount = Layout.Required("account", CsvColumnKind.Text);

    private static readonly CodeTable Directions = new("PRIJEM", "VYDAJ", "VYBER");

    public override string Name => "berka_trans";

    public override string Family => Families.Berka;

    public override int LoadOrder => 3;

    public override string FilePattern => "trans.asc";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    private protected override (Func<SourceRow, TransactionRecord> Parse, ITarget<TransactionRecord> Target) Open(CsvInput input, LoadContext context)
    {
        var categories = new CategoryList();
        var parser = new Parser(context.Accounts, categories);
        return (parser.Parse, new TransactionTable(context, categories));
    }

    private sealed class Parser(AccountIndex accounts, CategoryList categories)
    {
        private readonly Dictionary<(int AccountKey, int Date), int> _bookedThatDay = [];

        public TransactionRecord Parse(SourceRow row)
        {
            if (!accounts.TryFind(row[Account], out var account))
                row.Reject(row.IsEmpty(Account) ? Rules.MissingValue : Rules.UnknownAccount, Account);
            var date = row.ShortDate(Date);
            if (row.Broken is null && date < account.OpenedOn)
                row.Reject(Rules.BeforeOpening, Date);
            var amount = row.Money(Amount);
            if (amount <= 0)
                row.Reject(Rules.ImpossibleAmount, Amount);
            var isCredit = row.Code(Direction, Directions) == 0;
            var kind = BerkaBooking.Of(row.OptionalText(Operation) ?? "", row.OptionalText(Purpose) ?? "", isCredit);
            return new TransactionRecord
            {
                TransactionId = row.WholeNumber(Id),
                Account = account,
                DateKey = date,
                SecondOfDay = NextSecond(account.AccountKey, date),
                AmountCents = isCredit ? amount : -amount,
                Type = Codes.TransactionTypes.IndexOf(kind.Type),
                Channel = Codes.Channels.IndexOf(kind.Channel),
                CounterpartyCountry = CountryCode.Of("CZ"),
                MerchantCategory = kind.Category is { } category ? categories.Of(category) : (short)0,
                BalanceAfterCents = row.OptionalMoney(Balance, LargestBalance),
            };
        }

        private int NextSecond(int accountKey, int date)
        {
            ref var booked = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_bookedThatDay, (accountKey, date), out _);
            return Math.Min(booked++, (24 * 60 * 60) - 1);
        }
    }
}
