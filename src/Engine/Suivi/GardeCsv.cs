using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>Whom guards hold, by name, as a file.</summary>
public sealed class GardeCsv(CandidatNames names)
{
    public const string Type = "text/csv; charset=windows-1252";

    // As a spreadsheet opens it by a double click, accents included.
    private static readonly FormeFichier Forme = new() { Encodage = EncodageFichier.Windows1252 };

    private static readonly string[] Columns =
    [
        "garde", "etatGarde", "session", "codeCandidat", "nom", "prenom", "codeFormation", "internat", "decision", "motif",
        "avertissement",
    ];

    public async Task<byte[]> DeAsync(string etablissement, IReadOnlyList<VoeuRetenu> rows, CancellationToken ct)
    {
        var known = await names.OfAsync(etablissement, rows.Select(row => new CandidatKey(row.Session, row.CodeCandidat)), ct);
        using var writer = new FichierPlatWriter(Forme, Columns);
        foreach (var row in rows)
        {
            var name = known.GetValueOrDefault(new(row.Session, row.CodeCandidat)) ?? CandidatNames.Nobody;
            writer.Write(
            [
                Text(row.Garde), row.EtatGarde, Text(row.Session), Text(row.CodeCandidat),
                CelluleTableur.Sure(name.Nom), CelluleTableur.Sure(name.Prenom),
                Text(row.CodeFormation), row.Internat ? "oui" : "non", row.Decision ?? "", CelluleTableur.Sure(row.Motif),
                new[] { name.Nom, name.Prenom, row.Motif }.Any(CelluleTableur.EstFormule) ? CelluleTableur.Avertissement : "",
            ]);
        }

        return writer.Take();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
