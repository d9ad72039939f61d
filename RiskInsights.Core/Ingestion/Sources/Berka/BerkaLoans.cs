using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Events;
using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>
/// loan.asc: an event loan_granted for each, and for the bad ones a default. The bank says only that a loan ended unpaid
/// (B) or runs in debt (D), not since when: the default is dated at the contract's planned end, the latest day that it can
/// have come to light, so that no model sees it too early.
/// </summary>
internal sealed class BerkaLoans : CsvSource<EventRecord[]>
{
    private const int LongestLoanMonths = 600;

    private static readonly CsvColumns Layout = [];
    private static readonly CsvColumn Id = Layout.Required("loan_id", CsvColumnKind.Text);
    private static readonly CsvColumn Account = Layout.Required("account_id", CsvColumnKind.Text);
    private static readonly CsvColumn Date = Layout.Required("date", CsvColumnKind.Date);
    private static readonly CsvColumn Amount = Layout.Required("amount", CsvColumnKind.Money);
    private static readonly CsvColumn Duration = Layout.Required("duration", CsvColumnKind.WholeNumber);
    private static readonly CsvColumn Payments = Layout.Required("payments", CsvColumnKind.Money);
    private static readonly CsvColumn Status = Layout.Required("status", CsvColumnKind.Code);

    private static readonly CodeTable Statuses = new("A", "B", "C", "D");

    public override string Name => "berka_loan";

    public override string Family => Families.Berka;

    public override int LoadOrder => 6;

    public override string FilePattern => "loan.asc";

    public override IReadOnlyList<CsvColumn> Columns => Layout;

    private protected override (Func<SourceRow, EventRecord[]> Parse, ITarget<EventRecord[]> Target) Open(CsvInput input, LoadContext context)
    {
        var (accounts, today) = (context.Accounts, context.Today);
        return (Parse, new EventTable(context));

        EventRecord[] Parse(SourceRow row)
        {
            if (!accounts.TryFind(row[Account], out var account))
                row.Reject(Rules.UnknownAccount, Account);
            var date = row.ShortDate(Date);
            var amount = row.Money(Amount);
            if (amount <= 0)
                row.Reject(Rules.ImpossibleAmount, Amount);
            var months = row.WholeNumber(Duration);
            if (months > LongestLoanMonths)
                row.Reject(Rules.NotANumber, Duration);
            var status = Statuses[row.Code(Status, Statuses)];
            var id = "loan-" + row.Text(Id);
            if (row.Broken is not null)
                return [];

            var granted = new EventRecord
            {
                EventId = id,
                ClientKey = account.ClientKey,
                AccountKey = account.AccountKey,
                DateKey = date,
                EventType = "loan_granted",
                AmountCents = amount,
            };
            var plannedEnd = TimeDimension.KeyOf(TimeDimension.DateOf(date).AddMonths((int)months));
            return status is "B" or "D" && plannedEnd <= today
                ? [granted, granted with { EventId = id + "-default", DateKey = plannedEnd, EventType = "default_90dpd" }]
                : [granted];
        }
    }
}
