using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>The planned snapshot.</summary>
internal sealed class PlannedInstantane(InstantaneBook instantanes, ConfigurationDirectory directory) : IPlannedWork
{
    public string Name => "scolarix";
    public string EnClair => "Instantané pour Scolarix";
    public string EnPause => "Scolarix ne reçoit plus de nouvel instantané : il garde le dernier.";
    public int Order => 20;

    public string? CronOf(EtablissementModel etablissement) =>
        etablissement.Document.Sis == Sis.Scolarix ? etablissement.Document.Planification.Scolarix : null;

    // Before the publication there is nothing to write, and nobody has to be told every evening; an evening of then that is
    // made good later neither.
    public async Task StartAsync(WriteSession session, EtablissementModel etablissement, Occurrence due, CancellationToken ct)
    {
        if (PublicationScolarix.Of(etablissement, directory.Current, null, due.Jour) is { Empechement: null } publication)
            await instantanes.RequestAsync(session, etablissement.Code, publication.Session, due.Par, planifie: true, ct);
    }

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct)
    {
        var last = (await instantanes.ListAsync(etablissement, null, ct)).MaxBy(row => row.Id);
        return last?.Etat switch
        {
            null => new(true, "Rien à écrire avant la publication."),
            nameof(EtatInstantane.Demande) or nameof(EtatInstantane.EnCours) or nameof(EtatInstantane.APublier) => null,
            nameof(EtatInstantane.Echec) => new(false, last.Message),
            nameof(EtatInstantane.EnAttente) => new(true, "Préparé, et retenu par une garde."),
            nameof(EtatInstantane.Identique) => new(true, "Rien n'a changé depuis le dernier."),
            _ => new(true, last.Numero is { } numero ? $"Instantané n° {numero}." : null),
        };
    }
}
