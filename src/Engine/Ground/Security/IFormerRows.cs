namespace Parcoursup.Gateway.Engine.Ground.Security;

/// <summary>
/// Rows of a former version that told by themselves what is sealed now, in another way than a column that is to be sealed: the command
/// that seals former content asks their room.
/// </summary>
public interface IFormerRows
{
    /// <summary>Brings them up to date, some at a time; what is up to date stays as it is.</summary>
    /// <returns>How many were.</returns>
    Task<long> RenewAsync(CancellationToken ct);
}
