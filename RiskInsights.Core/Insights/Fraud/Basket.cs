namespace RiskInsights.Core.Insights.Fraud;

/// <summary>What somebody asks to finance: one line for each kind of goods.</summary>
/// <param name="BasketId">Identifies the basket; carries no meaning for a model.</param>
/// <param name="Lines">At least one.</param>
public sealed record Basket(long BasketId, IReadOnlyList<BasketLine> Lines);

/// <summary>One line of a basket, as the retailer wrote it.</summary>
/// <param name="Item">Category of the goods ("COMPUTERS").</param>
/// <param name="CashPriceCents">Price of one unit in cents, at least 0.</param>
/// <param name="Make">Brand ("APPLE").</param>
/// <param name="Model">The goods in words.</param>
/// <param name="GoodsCode">The retailer's code of the goods.</param>
/// <param name="Quantity">Units bought, at least 1.</param>
public sealed record BasketLine(string Item, long CashPriceCents, string Make, string Model, string GoodsCode, int Quantity);
