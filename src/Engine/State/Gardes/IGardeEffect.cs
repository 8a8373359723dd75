using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>What settling a guard of one type does, in the transaction that settles it.</summary>
public interface IGardeEffect
{
    TypeGarde Type { get; }

    Task SettleAsync(WriteSession session, long id, EtatGarde etat, string par, CancellationToken ct);
}
