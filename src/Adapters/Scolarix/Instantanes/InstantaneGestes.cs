using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>What came of asking for a snapshot.</summary>
/// <param name="Id">Null when there can be none now.</param>
/// <param name="Champ">What stands in the way, with why in French.</param>
internal sealed record DemandeInstantane(long? Id, string Champ = "", string Refus = "");

/// <summary>What a person does with snapshots, whichever face he uses: asks for one, and settles the guard that holds one.</summary>
internal sealed class InstantaneGestes(
    Database database, ConfigurationDirectory directory, InstantaneBook book, GardeDecision guards, AuditBook audit, IBusinessClock clock)
{
    /// <summary>Why there can be no file now, and of which session there would be one.</summary>
    public PublicationScolarix Possible(EtablissementModel etablissement, int? session = null) =>
        PublicationScolarix.Of(etablissement, directory.Current, session, clock.Today);

    public async Task<DemandeInstantane> DemanderAsync(EtablissementModel etablissement, int? session, string par, CancellationToken ct)
    {
        var publication = Possible(etablissement, session);
        if (publication.Empechement is { } early) return new(null, early == ScolarixOnly.AutreSis ? "sis" : "session", early);
        return new(await database.WriteAsync(write =>
        {
            audit.Note(write, new(
                ActeAudit.InstantaneDemande, etablissement.Code, FormattableString.Invariant($"session {publication.Session}")));
            return book.RequestAsync(write, etablissement.Code, publication.Session, par, planifie: false, ct);
        }, ct));
    }

    /// <returns>False when it does not wait for a person any more.</returns>
    public async Task<bool> TrancherAsync(InstantaneRow row, EtatGarde etat, string par, CancellationToken ct) =>
        row is { Garde: { } garde } && row.Is(EtatInstantane.EnAttente)
        && await guards.SettleAsync(row.Etablissement, garde, etat, par, ct);
}
