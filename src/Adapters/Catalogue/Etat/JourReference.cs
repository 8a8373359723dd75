using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>What became of a night.</summary>
internal enum EtatNuit
{
    Demandee,
    Terminee,
    Retenue,
}

/// <summary>
/// The day whose bounds explain what is seen now: that of the last night, which made it, unless a command was given a moment of its own.
/// </summary>
internal sealed class JourReference(Database database, IBusinessClock clock)
{
    public async Task<DateOnly> DuAsync(CancellationToken ct) => clock is FixedBusinessClock ? clock.Today
        : await database.ScalarAsync<DateOnly?>(
            $"SELECT jour FROM catalogue_nuit WHERE etat = '{nameof(EtatNuit.Terminee)}' ORDER BY jour DESC LIMIT 1", null, ct)
            ?? clock.Today;
}
