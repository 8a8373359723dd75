using System.Text.RegularExpressions;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Imports;

/// <summary>The MEF that may be said in a publication: a list that replaces the former one, whole or not at all.</summary>
internal sealed partial class MefService(Database database, AuditBook audit)
{
    private const string Colonne = "mef10";

    private static readonly BulkInsert<string> Mefs = new("catalogue_mef", "", BulkColumn.Of<string>("mef10", m => m));

    public async Task<Issue> ImporterAsync(byte[] fichier, CancellationToken ct)
    {
        var (mefs, refused, place, lines) = (new HashSet<string>(StringComparer.Ordinal), new List<LigneRefusee>(), -1, 0);
        string? cause = null;
        foreach (var element in LecteurTableur.Read(fichier, new OptionsTableur { Separateur = ';' }))
            switch (element)
            {
                case RefusTableur refusal:
                    cause = refusal.Message;
                    break;
                case EnteteTableur header:
                    place = header.Libelles.Index().Where(l => l.Item.Trim() == Colonne).Select(l => l.Index).DefaultIfEmpty(-1).First();
                    if (place < 0) cause = $"L'en-tête n'a pas la colonne {Colonne}.";
                    break;
                case LigneTableur line when place >= 0:
                    lines++;
                    var mef = place < line.Champs.Count ? line.Champs[place].Trim() : "";
                    if (line.Defaut is null && Mef().IsMatch(mef)) mefs.Add(mef);
                    else
                        refused.Add(new(line.Ligne, null, Colonne, line.Defaut?.Message
                            ?? $"{Cite.De(mef)} n'est pas un MEF : dix chiffres sont attendus (un zéro perdu par le tableur ?)."));
                    break;
            }

        if (cause is null && mefs.Count == 0) cause = "La liste est vide : la précédente reste.";
        if (cause is not null)
            return new Issue(Issue.Refuse, Corps(lines, 0, [.. refused, new LigneRefusee(0, null, Colonne, cause)]));
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync("DELETE FROM catalogue_mef", null, ct);
            await Mefs.ExecuteAsync(session, mefs, ct);
            audit.Note(session, new(ActeAudit.MefsImportes, null, "MEF")
            {
                Details = [new("nombre", null, FormattableString.Invariant($"{mefs.Count}"))],
            });
        }, ct);
        return Issue.Faite(Corps(lines, mefs.Count, refused));
    }

    public async Task<IReadOnlySet<string>> ListAsync(CancellationToken ct) =>
        (await database.QueryAsync<string>("SELECT mef10 FROM catalogue_mef", null, ct)).ToHashSet(StringComparer.Ordinal);

    private static object Corps(int lines, int accepted, IReadOnlyList<LigneRefusee> refused) =>
        new { lignes = lines, acceptees = accepted, refusees = refused, avertissements = Array.Empty<LigneAvertie>() };

    [GeneratedRegex(@"^[0-9A-Za-z]{10,11}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mef();
}
