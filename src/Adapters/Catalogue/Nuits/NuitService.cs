using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Regles;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Nuits;

/// <summary>
/// A night, in the contract's order: guard, regulatory exit and replacements, statuses anew, dates, history. It is one transaction, so
/// that a night that was killed has not been, and the same night again changes nothing.
/// </summary>
internal sealed class NuitService(
    Database database, FormationBook formations, CampagneBook campagnes, RegleBook regles, ImportGate gate, NuitSteps steps,
    AuditBook audit)
{
    /// <param name="confirmePar">Who confirms what the guard holds; null for nobody.</param>
    /// <param name="ensuite">What else is written with a night that was applied.</param>
    public async Task<Issue> ExecuterAsync(
        DateOnly jour, string? confirmePar, string par, CancellationToken ct, Func<WriteSession, Task>? ensuite = null)
    {
        if (await campagnes.ContexteAsync(jour, ct) is not { } bounds) return Issue.Refusee("campagne", CampagneBook.Aucune);
        return await database.WriteAsync(session => PasserAsync(session, bounds, confirmePar, par, ensuite, ct), ct);
    }

    /// <summary>What the night would change if somebody confirmed it now; it only reads, and nobody waits for it.</summary>
    public async Task<Issue> PrevoirAsync(DateOnly jour, CancellationToken ct)
    {
        if (await campagnes.ContexteAsync(jour, ct) is not { } bounds) return Issue.Refusee("campagne", CampagneBook.Aucune);
        await using var reading = await database.EssayerAsync(ct);
        var night = new Nuit(bounds, new MoteurRegles(await regles.ListAsync(reading, ct)));
        return Faite(night, await steps.ForeseeAsync(reading, night, await gate.VuesAsync(reading, ct), ct));
    }

    private async Task<Issue> PasserAsync(WriteSession session, ContexteNuit bounds, string? confirmePar, string par,
        Func<WriteSession, Task>? ensuite, CancellationToken ct)
    {
        var jour = bounds.Jour;
        // The plan runs every night by itself.
        if (Auteur.Courant != Auteur.Passerelle)
            audit.Note(session, new(ActeAudit.NuitLancee, null, FormattableString.Invariant($"nuit {jour:yyyy-MM-dd}")));
        await formations.LockAsync(session, ct);
        if (await gate.HoldAsync(session, confirmePar, ct) is { } cause) return await HeldAsync(session, jour, par, cause, ct);
        var night = new Nuit(bounds, new MoteurRegles(await regles.ListAsync(session, ct)));
        await steps.RunAsync(session, night, ct);
        if (ensuite is not null) await ensuite(session);
        if (confirmePar is not null)
            audit.Note(session, new(ActeAudit.NuitConfirmee, null, FormattableString.Invariant($"nuit {jour:yyyy-MM-dd}"))
            {
                Details = [new("auteur", null, confirmePar)],
            });
        return await EndAsync(session, night, par, ct);
    }

    private async Task<Issue> EndAsync(WriteSession session, Nuit nuit, string par, CancellationToken ct)
    {
        var answer = Faite(nuit, await steps.Book.VariationsAsync(session, nuit.Contexte.Jour, ct));
        await steps.Book.EndAsync(session, nuit.Contexte.Jour, EtatNuit.Terminee, par, answer.Texte(), ct);
        return answer;
    }

    private static Issue Faite(Nuit nuit, IReadOnlyList<MouvementsAcademie> variations) => Issue.Faite(new BilanNuit(
        nuit.Contexte.Jour, true, null, nuit.Compte(), nuit.Changements.Resume(), nuit.Alertes, variations));

    private async Task<Issue> HeldAsync(WriteSession session, DateOnly jour, string par, string cause, CancellationToken ct)
    {
        var answer = new Issue(Issue.Retenu, new BilanNuit(
            jour, false, cause, FormationBook.Compte(await formations.CompteAsync(session, ct)), [], [new(null, cause)], []));
        await steps.Book.EndAsync(session, jour, EtatNuit.Retenue, par, answer.Texte(), ct);
        return answer;
    }
}

/// <summary>What a night works with and finds.</summary>
internal sealed record Nuit(ContexteNuit Contexte, MoteurRegles Moteur)
{
    public Changements Changements { get; } = new();
    public List<AlerteCatalogue> Alertes { get; } = [];
    public Dictionary<StatutCatalogue, long> Comptes { get; } = [];

    public Dictionary<string, long> Compte() => Comptes.OrderBy(c => c.Key).ToDictionary(c => c.Key.Libelle(), c => c.Value);
}
