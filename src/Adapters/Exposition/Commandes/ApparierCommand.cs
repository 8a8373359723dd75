using System.CommandLine;
using System.Text.Json.Serialization;
using Parcoursup.Gateway.Adapters.Exposition.Appariement;
using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary><c>gateway exposition apparier</c>: a whole run of the matching.</summary>
internal sealed class ApparierCommand(AppariementRun run, TimeProvider time)
{
    public static Command Create(ICommandRun run)
    {
        var (entree, nomenclatures, connexion) = (OptionsEntree.Catalogue(), OptionsEntree.Nomenclatures(), new OptionsConnexion());
        var mode = new Option<ModeAppel>("--mode")
        {
            Description = "unitaire : un appel par question ; liste : les listes entières", DefaultValueFactory = _ => ModeAppel.Unitaire,
        };
        var reprendre = new Option<bool>("--reprendre")
        {
            Description = "Ne redemande rien de ce que l'API a répondu à la dernière exécution",
        };
        var confirmer = new Option<bool>("--confirmer") { Description = "Accepte une exécution qu'une garde retiendrait" };
        var millesime = new Option<string?>("--millesime")
        {
            Description = "Millésime demandé (2023 ou 2022_2023) ; sinon le dernier de l'API",
        };
        var repli = new Option<bool>("--repli-millesime") { Description = "Sans données pour ce millésime, prend le plus récent qui en a" };
        var sortie = new Option<FileInfo>("--sortie") { Description = "Fichier CSV à écrire", Required = true };
        var command = new Command("apparier", "Apparie le catalogue avec les données d'insertion et de rémunération")
        {
            entree, nomenclatures, mode, reprendre, confirmer, millesime, repli, sortie,
        };
        connexion.Ajouter(command);
        var common = CommandOptions.On(command);
        command.SetAction(async (result, ct) =>
        {
            var (lue, refus) = connexion.Lire(result);
            refus ??= OptionsEntree.RefusMillesime(result.GetValue(millesime));
            if (refus is not null) return await CommandFailure.TellAsync(refus);
            var settings = common.Of(result);
            var demande = new DemandeAppariement(result.GetValue(entree)!, result.GetValue(nomenclatures)!, lue!, result.GetValue(mode),
                result.GetValue(reprendre), result.GetValue(confirmer), result.GetValue(millesime), result.GetValue(repli),
                result.GetValue(sortie)!);
            return await run.WithAsync<ApparierCommand>(settings, work => work.RunAsync(demande, settings.Json, ct), ct);
        });
        return command;
    }

    private async Task<int> RunAsync(DemandeAppariement demande, bool json, CancellationToken ct)
    {
        BilanAppariement bilan;
        try
        {
            bilan = await run.ExecuterAsync(demande, ct, new AvancementEnClair(Console.Error, time));
        }
        catch (EntreeRefuseeException refus)
        {
            return await CommandFailure.TellAsync(refus.Message);
        }

        foreach (var line in AvertissementsEnClair.De(bilan.Avertissements)) await Console.Error.WriteLineAsync(line.AsMemory(), ct);
        if (bilan.Message is not null) await Console.Error.WriteLineAsync(bilan.Message.AsMemory(), ct);
        if (json) await CommandOutput.WriteAsync(SortieJson.De(bilan), ct);
        else await Console.Out.WriteLineAsync(EnClair(bilan, demande.Sortie).AsMemory(), ct);
        return bilan.Etat switch
        {
            EtatExecution.Appliquee => CommandCode.Done,
            EtatExecution.Retenue => CommandCode.Held,
            _ => CommandCode.Remote,
        };
    }

    private static string EnClair(BilanAppariement bilan, FileInfo sortie)
    {
        var couvertes = bilan.Lignes.Count(l => l.Couverture == Couverture.Couvert);
        return $"{Accord.De(couvertes, "ligne couverte")} sur {bilan.Lignes.Count}"
            + (bilan.Etat == EtatExecution.Appliquee ? $" : {sortie.FullName}." : " ; rien n'est appliqué.");
    }

    private sealed record SortieJson(
        IEnumerable<LigneApparieeView> Lignes, AppelsView Appels, IReadOnlyList<AvertissementExposition> Avertissements, string Etat,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message)
    {
        public static SortieJson De(BilanAppariement b) => new(b.Lignes.Select(LigneApparieeView.De),
            new(b.Appels.Formations, b.Appels.Certifications, b.Appels.Jeton), b.Avertissements, b.Etat.ToString(), b.Message);
    }

    private sealed record AppelsView(long Formations, long Certifications, long Jeton);
}
