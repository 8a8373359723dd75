using System.Collections.Concurrent;
using System.Text.Json;
using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>
/// A run of the matching. A kill loses only what was under way: answers are kept as they come, and a run that is taken up again asks
/// none of them twice. Nothing takes effect before the whole is there and its guard has passed.
/// </summary>
internal sealed class AppariementRun(
    IExpositionClients clients, ExecutionBook book, IBusinessClock horloge, ILogger<AppariementRun> logger)
{
    // More only wait for the limit of calls.
    private const int Ensemble = 16;

    /// <exception cref="EntreeRefuseeException">An input cannot be taken.</exception>
    public async Task<BilanAppariement> ExecuterAsync(
        DemandeAppariement demande, CancellationToken ct, IProgress<AvancementLignes>? suivi = null)
    {
        var avertissements = new List<AvertissementExposition>();
        var nomenclatures = LecteurNomenclatures.Lire(demande.Nomenclatures, avertissements);
        var candidates = LecteurCatalogue.Lire(demande.Entree, avertissements).Select(l => CandidatsRule.De(l, nomenclatures)).ToList();
        var api = Ouvrir(demande.Connexion);
        // Before the first call: whoever has asked for an hour shall not learn then that nothing can be written.
        using var sortie = FichierSortie.Ouvrir(demande.Sortie);
        var depuis = await book.ReponsesDepuisAsync(demande.Reprendre, ct);
        var id = await book.CommencerAsync(depuis, horloge.Today, demande.Connexion.Base.ToString(), demande.Millesime, ct);
        Log.Started(logger, id, candidates.Count);

        var questions = await QuestionsAsync(api, demande, candidates, depuis, avertissements, ct);
        var choisies = questions is null ? [] : await ChoisirAsync(candidates, questions, demande, suivi, ct);
        var contexte = new ContexteRaison(nomenclatures, questions?.DerniereAnnee);
        List<ResultatLigne> lignes = [.. choisies.Select(c => RaisonRule.Conclure(c.Candidate, c.Insertion, c.Remuneration, contexte))];
        Avertir(questions, lignes, avertissements);
        return await FinirAsync(id, sortie, demande.Confirmer, lignes, api, avertissements, ct);
    }

    private IExpositionApi Ouvrir(ConnexionExposition connexion)
    {
        try
        {
            return clients.Ouvrir(connexion);
        }
        catch (ArgumentException refus)
        {
            throw new EntreeRefuseeException(refus.Message);
        }
    }

    private static async Task<Questionneur?> QuestionsAsync(
        IExpositionApi api, DemandeAppariement demande, List<LigneCandidate> candidates, DateTimeOffset depuis,
        List<AvertissementExposition> avertissements, CancellationToken ct)
    {
        if (demande.Mode == ModeAppel.Unitaire) return await Questionneur.UnitaireAsync(api, depuis, ct);
        var listes = await ListesExposition.LireAsync(api, demande.RepliMillesime ? null : demande.Millesime, demande.Millesime,
            depuis, candidates.SelectMany(c => c.Uais).Select(u => u.Uai).ToHashSet(StringComparer.Ordinal),
            candidates.SelectMany(c => c.Codes).Select(c => c.Possible).OfType<CodeCertification>().ToHashSet(), ct);
        avertissements.AddRange(listes.Avertissements.Select(a => new AvertissementExposition(null, a)));
        if (listes.Panne is not { } panne) return Questionneur.DesListes(listes);
        avertissements.Add(new(null, $"La liste n'a pas pu être lue en entier : {panne}"));
        return null;
    }

    private static async Task<IReadOnlyList<LigneChoisie>> ChoisirAsync(
        List<LigneCandidate> candidates, Questionneur questions, DemandeAppariement demande, IProgress<AvancementLignes>? suivi,
        CancellationToken ct)
    {
        var (choisies, faites) = (new LigneChoisie[candidates.Count], 0);
        await Parallel.ForAsync(0, candidates.Count, new ParallelOptions { MaxDegreeOfParallelism = Ensemble, CancellationToken = ct },
            async (i, stop) =>
            {
                choisies[i] = await LigneChoisie.ChoisirAsync(
                    candidates[i], questions, demande.Millesime, demande.RepliMillesime, stop);
                suivi?.Report(new(Interlocked.Increment(ref faites), candidates.Count));
            });
        return choisies;
    }

    private static void Avertir(Questionneur? questions, List<ResultatLigne> lignes, List<AvertissementExposition> avertissements)
    {
        if (questions?.DernieresConnues > 0)
            avertissements.Add(new(null,
                $"L'API n'a pas répondu ({questions.Panne}) : les dernières données connues sont servies, avec leur date."));
        foreach (var ligne in lignes.Where(l => !l.EstEtabli))
            avertissements.Add(new(ligne.Ligne.Cle,
                "L'API n'a pas répondu pour cette formation, et rien d'elle n'est connu. "
                    + ligne.Essais.First(e => e.Valeur == ValeurReponse.Echec).EnClair));
    }

    private async Task<BilanAppariement> FinirAsync(
        long id, FichierSortie sortie, bool confirmer, List<ResultatLigne> lignes, IExpositionApi api,
        List<AvertissementExposition> avertissements, CancellationToken ct)
    {
        var precedente = await book.DerniereAppliqueeAsync(ct);
        var changements = precedente is null ? [] : Changements.Entre(await book.CouverturesAsync(precedente.Id, ct), lignes);
        var (etat, message) = Juger(lignes, precedente, changements, confirmer);
        var rapport = RapportAppariement.De(lignes);
        if (etat == EtatExecution.Appliquee) SortieCsv.Ecrire(sortie, lignes);
        await book.TerminerAsync(new ExecutionRow
        {
            Id = id, Total = rapport.Total, Couvertes = rapport.Couvert, Message = message,
            Rapport = JsonSerializer.Serialize(RapportView.De(rapport, changements, precedente?.JourMetier), CommandOutput.Options),
        }, etat, etat == EtatExecution.Appliquee ? lignes.Select(Row) : [], ct);
        Log.Ended(logger, id, etat, rapport.Couvert, rapport.Total);
        return new BilanAppariement(etat, lignes, api.Appels, avertissements, message);
    }

    private static (EtatExecution Etat, string? Message) Juger(
        List<ResultatLigne> lignes, ExecutionRow? precedente, IReadOnlyList<ChangementLigne> changements, bool confirmer)
    {
        if (lignes.Count == 0)
            return (EtatExecution.Incomplete,
                "L'API n'a pas répondu et rien d'elle n'est connu : relancer avec --reprendre quand elle répond.");
        if (confirmer) return (EtatExecution.Appliquee, null);
        if (lignes.Count(l => !l.EstEtabli) is > 0 and var manquantes)
            return (EtatExecution.Incomplete,
                $"{Accord.De(manquantes, "ligne")} sur {lignes.Count} {(manquantes < 2 ? "n'a" : "n'ont")} pas de réponse de l'API : "
                + "relancer avec --reprendre quand elle répond "
                + "(rien de ce qui a été répondu n'est redemandé), ou avec --confirmer pour s'en contenter.");
        var perdues = changements.Count(c => c.De == Couverture.Couvert);
        return precedente is not null && GardeAppariement.Motif(precedente.Couvertes, perdues) is { } motif
            ? (EtatExecution.Retenue, motif) : (EtatExecution.Appliquee, null);
    }

    private static ResultatRow Row(ResultatLigne ligne, int rang) => new()
    {
        Cle = ligne.Ligne.Cle, Rang = rang, Inscription = ligne.Ligne.Inscription, Couverture = ligne.Couverture.ToString(),
        Raison = ligne.Raison?.ToString(), Contenu = JsonSerializer.Serialize(LigneApparieeView.De(ligne), CommandOutput.Options),
    };
}
