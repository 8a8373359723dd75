using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>What settling a guard will do, said to a person before he does it.</summary>
/// <param name="Page">The page below the établissement's that shows whom it holds, where that is not the list of its wishes.</param>
public sealed record SuiteGarde(string Confirmer, string Rejeter, string? Page = null);

/// <summary>What settling a guard of one type does, in the transaction that settles it.</summary>
public interface IGardeEffect
{
    TypeGarde Type { get; }

    SuiteGarde Annoncer(GardeRow garde);

    Task SettleAsync(WriteSession session, long id, EtatGarde etat, string par, CancellationToken ct);
}
