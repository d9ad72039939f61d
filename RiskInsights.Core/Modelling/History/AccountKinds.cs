namespace RiskInsights.Core.Modelling.History;

/// <summary>The types of account that features tell apart, as <c>dim_accounts.account_type</c> names them.</summary>
[Flags]
public enum AccountKinds
{
    None = 0,
    Current = 1,
    Savings = 2,
    Card = 4,
    Loan = 8,
    Business = 16,

    /// <summary>What is lived on.</summary>
    Main = Current | Business,

    /// <summary>What money is kept on; a card's and a loan's balance is what is owed.</summary>
    Money = Current | Savings | Business,
    All = Money | Card | Loan,
}
