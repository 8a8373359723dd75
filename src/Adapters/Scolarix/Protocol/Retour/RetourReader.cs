using Parcoursup.Gateway.FichiersPlats;
using Parcoursup.Gateway.Tableurs;

namespace Parcoursup.Gateway.Adapters.Scolarix.Protocol;

/// <summary>
/// Reads the file that Scolarix gives at the end of an enrolment day, or the workbook that somebody made of it. Columns are found by
/// their header; a broken line, even with a quote that nobody closed, never takes its neighbours along.
/// </summary>
public sealed class RetourReader(RetourOptions options, BudgetRetour? budget = null)
{
    /// <param name="contenu">The file's bytes.</param>
    /// <param name="maintenant">Business time of Paris: an enrolment to come is a mistake, and would outlive every correction.</param>
    public LectureRetour Read(ReadOnlyMemory<byte> contenu, DateTime maintenant)
    {
        // A file of another encoding must not become wrong letters.
        if (options.Encodage == EncodageFichier.Utf8 && SondeTableur.Of(contenu.Span).Format == FormatTableur.Windows1252)
            return LectureRetour.Impossible(
                $"Le fichier n'est pas en {AlphabetFichier.Of(options.Encodage).Nom} : vérifier l'encodage de l'export de Scolarix, ou « "
                + $"scolarix.retour.encodage ».");

        var (lues, refusees) = (new List<LigneRetour>(), new List<RefusRetour>());
        var (entetes, parser, sheet) = (default(EntetesRetour), default(LigneParser), "");
        foreach (var element in LecteurTableur.Read(contenu, Options()))
            switch (element)
            {
                case RefusTableur refus:
                    return LectureRetour.Impossible(refus.Message);
                case EnteteTableur header:
                    (entetes, var erreur) = EntetesRetour.Read([.. header.Libelles.Select(l => l.Trim())], options);
                    if (entetes is null) return LectureRetour.Impossible(erreur!);
                    parser = new LigneParser(entetes, options.FormatDate, maintenant);
                    sheet = header.Feuille is { } feuille ? $"Feuille « {feuille} » : " : "";
                    break;
                case LigneTableur line:
                    if (parser!.Parse(line, out var refused) is { } inscription) lues.Add(new LigneRetour(line.Ligne, inscription));
                    else refusees.Add(refused! with { Message = sheet + refused.Message });
                    if (budget?.Refus(lues.Count + refusees.Count, refusees) is { } trop) return LectureRetour.Impossible(trop);
                    break;
            }

        return new LectureRetour(lues, refusees, entetes?.Ignorees ?? []);
    }

    private OptionsTableur Options() => new()
    {
        Separateur = options.Separateur is [var separator] ? separator : null, FormatDate = options.FormatDate,
        Codage = options.Encodage == EncodageFichier.Utf8 ? null : AlphabetFichier.Of(options.Encodage).Encoding,
    };
}
