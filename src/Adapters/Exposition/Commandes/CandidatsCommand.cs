using System.CommandLine;
using System.Text.Json.Serialization;
using Parcoursup.Gateway.Adapters.Exposition.Fichiers;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Faces.Commandes;

namespace Parcoursup.Gateway.Adapters.Exposition.Commandes;

/// <summary><c>gateway exposition candidats</c>: every code by which a line might be found. It needs neither base nor API.</summary>
internal static class CandidatsCommand
{
    public static Command Create()
    {
        var (entree, nomenclatures) = (OptionsEntree.Catalogue(), OptionsEntree.Nomenclatures());
        var command = new Command("candidats", "Cherche les codes certification candidats de chaque ligne du catalogue")
        {
            entree, nomenclatures,
        };
        var common = CommandOptions.On(command);
        command.SetAction((result, ct) => RunAsync(result.GetValue(entree)!, result.GetValue(nomenclatures)!, common.Of(result), ct));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo entree, DirectoryInfo dossier, CommandSettings settings, CancellationToken ct)
    {
        var avertissements = new List<AvertissementExposition>();
        List<CandidatLu> candidats;
        try
        {
            var nomenclatures = LecteurNomenclatures.Lire(dossier, avertissements);
            candidats = [.. LecteurCatalogue.Lire(entree, avertissements).Select(l => CandidatsRule.De(l, nomenclatures))
                .SelectMany(CandidatLu.De)];
        }
        catch (EntreeRefuseeException refus)
        {
            return await CommandFailure.TellAsync(refus.Message);
        }

        foreach (var avertissement in avertissements) await Console.Error.WriteLineAsync(avertissement.Motif.AsMemory(), ct);
        if (settings.Json) await CommandOutput.WriteAsync(candidats, ct);
        else
            foreach (var candidat in candidats) await Console.Out.WriteLineAsync(candidat.EnClair.AsMemory(), ct);
        return CommandCode.Done;
    }

    /// <summary>A row of the result; a line without any code has one of nulls.</summary>
    private sealed record CandidatLu(
        [property: JsonPropertyName("CODEFORMATIONACCUEIL")] string Cle,
        [property: JsonPropertyName("type_certification")] string? Type,
        [property: JsonPropertyName("code_certification")] string? Initial,
        [property: JsonPropertyName("validite_code_certification")] string? Validite,
        [property: JsonPropertyName("anciennete_certification_ci")] string? Anciennete,
        [property: JsonPropertyName("appariement")] string? Appariement,
        [property: JsonPropertyName("code_certification_possible")] string? Possible)
    {
        [JsonIgnore]
        public string EnClair => Type is null ? $"{Cle} : aucun code"
            : $"{Cle} : {Type} {Initial} → {Possible ?? "aucun code"} ({Validite}, {Anciennete}, {Appariement})";

        public static IEnumerable<CandidatLu> De(LigneCandidate ligne) =>
            ligne.Codes.Count == 0 ? [new(ligne.Ligne.Cle, null, null, null, null, null, null)]
            : ligne.Codes.Select(c => new CandidatLu(ligne.Ligne.Cle, c.Source.Mot(), c.Initial, c.Validite.Mot(), c.Anciennete.Mot(),
                c.Inverse ? "inverse" : "normal", c.Possible?.ToString()));
    }
}
