using System.Globalization;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Pages.Tableaux;

namespace Parcoursup.Gateway.Pages.Correspondances;

/// <summary>
/// The mappings as a table: a line for each answer to a formation where answers lead to different places, else for each formation. A line
/// without any value takes its answer's place away.
/// </summary>
internal sealed class FormationsTableau : ITableauReglage
{
    public const string Formation = "formation";
    public const string Reponse = "reponse";

    /// <summary>How many wait: told, never read.</summary>
    private const string Retenus = "retenus";

    public string Chemin => "/correspondances";
    public string Titre => "Correspondances";
    public string NomFichier => "correspondances";

    public async Task<Tableau> SortirAsync(HttpContext http)
    {
        var champs = ChampsFormulaire.De(http);
        var causes = http.RequestServices.GetRequiredService<CausesEnAttente>();
        var rows = await LignesFormations.DeAsync(http.Etablissement(), causes, http.RequestAborted);
        return new(Columns(champs), [.. rows.SelectMany(row => Lines(row, champs))]);
    }

    public LectureTableau Lire(HttpContext http, ReadOnlyMemory<byte> fichier)
    {
        var champs = ChampsFormulaire.De(http);
        var errors = new List<ErreurTableau>();
        var lines = TableauReader.Read(
            fichier, Columns(champs), champs.AvecVet ? [Formation, Reponse] : [Formation], errors);
        var reading = new LectureFormations(champs, lines, errors);
        return errors.Count > 0 ? LectureTableau.Illisible(errors) : new(lines.Count, [], reading.Apply, reading.Situer);
    }

    private static IReadOnlyList<string> Columns(ChampsFormulaire champs) =>
    [
        Formation, .. ChampsFormulaire.Communs, .. champs.AvecVet ? [Reponse, .. Formulaire.ChampsVet] : (string[])[],
        .. champs.Systeme?.Champs.Select(c => LectureFormations.ColumnOf(c.Nom)) ?? [], Retenus,
    ];

    // Answers that lead somewhere, and those that somebody waits for; a formation of which nothing is known yet has its first.
    private static IEnumerable<IReadOnlyList<string>> Lines(LigneFormation row, ChampsFormulaire champs)
    {
        var form = Formulaire.Of(row.Mapping, champs);
        if (!champs.AvecVet) return [Line(row, form, champs, null, row.TousRetenus)];
        var answers = Formulaire.Reponses.Where(r => row.Mapping?.Cible(r.Reponse) is not null
            || row.Retenus.Any(held => held.Reponse == r.Reponse)).ToList();
        if (answers.Count == 0) answers = [Formulaire.Reponses[0]];
        return answers.Index().Select(answer => Line(row, form, champs, answer.Item.Prefixe,
            row.Retenus.Where(held => held.Reponse == answer.Item.Reponse || (held.Reponse is null && answer.Index == 0))
                .Sum(held => held.Candidats)));
    }

    private static IReadOnlyList<string> Line(LigneFormation row, Formulaire form, ChampsFormulaire champs, string? answer, int held) =>
    [
        Text(row.Code), .. ChampsFormulaire.Communs.Select(form.De),
        .. answer is null ? (string[])[] : [WordOf(answer), .. Formulaire.ChampsVet.Select(champ => form.De($"{answer}.{champ}"))],
        .. champs.Systeme?.Champs.Select(c => form.De(c.Nom)) ?? [], held == 0 ? "" : Text(held),
    ];

    /// <summary>As people write the answer.</summary>
    public static string WordOf(string prefixe) => prefixe switch { "oui" => "Oui", "ouiSi3Ans" => "Oui si 3 ans", _ => "Oui si 4 ans" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
