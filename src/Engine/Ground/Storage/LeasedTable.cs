namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>A table whose rows are worked on under a lease, in its columns <c>bail_par</c> and <c>bail_jusqua</c>.</summary>
/// <param name="Name">The table; its key is <c>id</c>.</param>
/// <param name="Held">SQL condition on its own columns: the states in which a row can be held.</param>
/// <param name="Returned">SQL assignments that lead a row back to those who may take it; empty when its state stays.</param>
/// <param name="Duration">How long a lease lasts that nobody renews.</param>
public sealed record LeasedTable(string Name, string Held, string Returned, TimeSpan Duration);
