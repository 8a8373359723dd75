using System.Globalization;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>What an act did, or would do.</summary>
/// <param name="Fichiers">Files of ours that stood in folders, by path.</param>
/// <param name="Refus">Why nothing was done, in French; else null.</param>
public sealed record RapportConservation(bool Essai, Bilan Bilan, IReadOnlyList<string> Fichiers, string? Refus = null);

/// <summary>People's data leave (rule J5): what REST and the command line ask for.</summary>
public sealed class ConservationService
{
    private readonly Database _database;
    private readonly ConfigurationDirectory _directory;
    private readonly Fermetures _closings;
    private readonly LivraisonBook _deliveries;
    private readonly Effacements _effacements;
    private readonly AuditBook _audit;

    internal ConservationService(
        Database database, ConfigurationDirectory directory, Fermetures closings, LivraisonBook deliveries, Effacements effacements,
        AuditBook audit) =>
        (_database, _directory, _closings, _deliveries, _effacements, _audit) =
            (database, directory, closings, deliveries, effacements, audit);

    /// <summary>What would go tonight.</summary>
    public async Task<RapportConservation> RetentionAsync(CancellationToken ct) =>
        new(Essai: true, await _effacements.Runner.EssaiAsync(ActeConservation.Retention, null, null, ct), []);

    /// <summary>Lets what has grown old go now.</summary>
    public Task<RapportConservation> AppliquerAsync(string auteur, CancellationToken ct) =>
        RunAsync(ActeConservation.Retention, null, null, auteur, _ => Task.CompletedTask, ct);

    /// <summary>Closes a session; what is still to be sent of it is given up.</summary>
    public async Task<RapportConservation> CloreAsync(int annee, bool essai, string auteur, CancellationToken ct)
    {
        if (_directory.Current.Close(annee) is { } closed) return Refused(closed.Refus);
        var bilan = await EngagedAsync(annee, ct);
        if (essai) return new(essai, bilan, []);
        var text = string.Create(CultureInfo.InvariantCulture, $"La campagne {annee} est close : rien n'en est plus envoyé.");
        await _closings.CloseAsync(annee, auteur, async session =>
        {
            await _deliveries.CloseSessionAsync(session, annee, text, ct);
            await EvaluationMarks.ClearAsync(session, annee, ct);
            _audit.Note(session, new(ActeAudit.CampagneClose, null, FormattableString.Invariant($"campagne {annee}")));
        }, ct);
        return new(essai, bilan, []);
    }

    /// <summary>Erases the personal data of a closed session; its counts stay.</summary>
    public async Task<RapportConservation> PurgerAsync(int annee, bool essai, string auteur, CancellationToken ct)
    {
        if (_directory.Current.Close(annee) is not { } close)
            return Refused($"La campagne {annee} n'est pas close : la clore d'abord (parcoursup-gateway campagne clore {annee}).");
        if (essai)
            return new(essai, await _effacements.Runner.EssaiAsync(ActeConservation.Session, close, null, ct),
                await _effacements.Runner.FichiersAsync(annee, await _effacements.Runner.Codes.TousAsync(ct), ct));
        var whose = await _effacements.Runner.Codes.TousAsync(ct);
        return await RunAsync(ActeConservation.Session, annee, null, auteur,
            session => _effacements.Compteurs.CompterAsync(session, annee, whose, ct), ct);
    }

    /// <summary>Erases an établissement with all that it held: who takes its code next finds nothing.</summary>
    public async Task<RapportConservation> SupprimerAsync(string code, bool essai, string auteur, CancellationToken ct)
    {
        if (essai)
            return new(essai, await _effacements.Runner.EssaiAsync(ActeConservation.Etablissement, null, code, ct),
                await _effacements.Runner.FichiersAsync(null, [code], ct));
        await _effacements.Registre.NoterAsync(ActeConservation.Etablissement, null, code, null, auteur, ct);
        var id = 0L;
        await _closings.DeleteAsync(code, auteur, async session =>
            id = await _effacements.Passages.DemanderAsync(session, ActeConservation.Etablissement, null, code, auteur, ct), ct);
        return await FinishAsync(id, ct);
    }

    /// <returns>The copy, or why there is none, in French.</returns>
    public async Task<(JsonObject? Export, string? Refus)> ExporterAsync(DemandePersonne demande, CancellationToken ct)
    {
        var personnes = await _effacements.Recherche.TrouverAsync(demande, ct);
        if (PersonneRecherche.Doute(personnes) is { } doute) return (null, doute);
        var export = await _effacements.Export.ExporterAsync(personnes, ct);
        await ShownAsync(ActeAudit.DonneesExportees, demande, personnes, null, ct);
        return (export, null);
    }

    public async Task<RapportPersonne> EffacerAsync(DemandePersonne demande, bool essai, string auteur, CancellationToken ct)
    {
        var personnes = await _effacements.Recherche.TrouverAsync(demande, ct);
        if (PersonneRecherche.Doute(personnes) is { } doute) return new(essai, new Bilan(), [], doute);
        if (!essai)
        {
            var rapport = await _effacements.Personne.EffacerAsync(personnes, auteur, ct);
            if (rapport.Refus is null) await _effacements.Acquits.NoterAsync(personnes, ct);
            return rapport;
        }

        // It tells what there is of her, and where.
        await ShownAsync(ActeAudit.DossierConsulte, demande, personnes, "essai d'effacement", ct);
        return await _effacements.Personne.EssaiAsync(personnes, ct);
    }

    // Whose candidate at which établissement: a file number alone is another one's elsewhere. Her INE stays out of the audit.
    private async Task ShownAsync(
        ActeAudit acte, DemandePersonne demande, IReadOnlyList<PersonneConnue> personnes, string? issue, CancellationToken ct)
    {
        var candidats = personnes.Where(p => p.Identite is not null).ToList();
        IEnumerable<EntreeAudit> entries = candidats.Count > 0
            ? candidats.Select(p => new EntreeAudit(acte, p.Etablissement, FormattableString.Invariant($"{p.Session}/{p.Dossier}")))
            : [new(acte, demande.Etablissement,
                demande.Dossier is { } dossier ? FormattableString.Invariant($"{demande.Session}/{dossier}") : null)];
        foreach (var entry in entries)
            await _audit.ShownAsync(_database, issue is null ? entry : entry with { Issue = issue }, ct);
    }

    public Task<IReadOnlyList<PassageRow>> PassagesAsync(CancellationToken ct) => _effacements.Passages.ListAsync(ct);

    public Task<IReadOnlyList<Compteur>> CompteursAsync(int? annee, CancellationToken ct) => _effacements.Compteurs.ListAsync(annee, ct);

    private async Task<RapportConservation> RunAsync(
        ActeConservation acte, int? annee, string? code, string auteur, Func<WriteSession, Task> before, CancellationToken ct) =>
        await FinishAsync(await _database.WriteAsync(async session =>
        {
            await before(session);
            return await _effacements.Passages.DemanderAsync(session, acte, annee, code, auteur, ct);
        }, ct), ct);

    private async Task<RapportConservation> FinishAsync(long id, CancellationToken ct)
    {
        try
        {
            var ended = await _effacements.Runner.RunAsync(id, ct);
            // Null: the worker of a node was first, and goes on with it.
            return ended is null ? Refused($"Le passage {id} est en cours : le suivre par parcoursup-gateway conservation etat.")
                : new(Essai: false, ended.LireBilan(), ended.Message?.Split('\n') ?? []);
        }
        catch (EffacementEntraveException hindered)
        {
            return Refused($"Le passage {id} n'est pas terminé. {hindered.Message} Le suivre par parcoursup-gateway conservation etat.");
        }
    }

    private async Task<Bilan> EngagedAsync(int annee, CancellationToken ct)
    {
        var bilan = new Bilan();
        var valeurs = new Valeurs { annee = annee };
        foreach (var (code, nombre) in await _database.QueryAsync<(string, long)>(
            "SELECT etablissement, COUNT(*) FROM candidat WHERE session = @annee GROUP BY etablissement", valeurs, ct))
            bilan.Ajouter(code, "candidats", nombre);
        foreach (var (code, nombre) in await _database.QueryAsync<(string, long)>(
            $"""
            SELECT etablissement, COUNT(*) FROM livraison WHERE sujet LIKE @sousSession
            AND etat IN ('{nameof(EtatLivraison.AEnvoyer)}', '{nameof(EtatLivraison.AttenteConfirmation)}',
                '{nameof(EtatLivraison.AttenteRemontee)}') GROUP BY etablissement
            """,
            valeurs, ct))
            bilan.Ajouter(code, "livraisons abandonnées", nombre);
        return bilan;
    }

    private static RapportConservation Refused(string refus) => new(Essai: false, new Bilan(), [], refus);
}

/// <summary>The parts that the acts are made of.</summary>
// Eight of them: each act needs some, and the service is given them as one.
internal sealed record Effacements(
    PassageRunner Runner, PassageBook Passages, Registre Registre, Compteurs Compteurs, PersonneRecherche Recherche,
    PersonneExport Export, PersonneEffacement Personne, Acquits Acquits);
