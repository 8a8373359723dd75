using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Domain.Exposition;
using TypeCode = Parcoursup.Gateway.Domain.Exposition.TypeCode;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>The whole lists in memory, as far as the lines of the catalogue may ask for their records.</summary>
internal sealed class ListesExposition
{
    private static readonly RouteExposition[] Routes = [RouteExposition.Formations, RouteExposition.Certifications];
    private static readonly ReponseExposition SansFormation = new ReponseExposition.Inconnu("Formation inconnue");
    private static readonly ReponseExposition SansCertification = new ReponseExposition.Inconnu("Certification inconnue");

    private readonly Dictionary<(string? Uai, CodeCertification Code), LectureExposition> _lectures = [];
    private DateTimeOffset _date;

    /// <summary>Why a list could not be read to its end, in French.</summary>
    public string? Panne { get; private set; }

    public List<string> Avertissements { get; } = [];

    /// <param name="filtre">The one year of the lists; null: all of them.</param>
    /// <param name="voulu">The year that lines ask for, where the lists have several.</param>
    /// <param name="uais">Where lines can be asked; records of other établissements are not kept.</param>
    /// <param name="codes">Codes that lines can be asked for.</param>
    public static async Task<ListesExposition> LireAsync(
        IExpositionApi api, string? filtre, string? voulu, DateTimeOffset depuis, IReadOnlySet<string> uais,
        IReadOnlySet<CodeCertification> codes, CancellationToken ct)
    {
        var listes = new ListesExposition();
        foreach (var route in Routes)
        {
            if (listes.Panne is not null) break;
            await listes.PrendreAsync(api.ListerAsync(route, filtre, depuis, ct), route, voulu, uais, codes);
        }

        return listes;
    }

    public LectureExposition Lire(DemandeExposition demande)
    {
        var connu = _lectures.GetValueOrDefault((demande.Lieu, demande.Code));
        if (connu?.Reponse is not ReponseExposition.Trouve(var record))
            return new LectureExposition(demande.Route == RouteExposition.Formations ? SansFormation : SansCertification, _date);
        return Convient(record.Millesime, demande.Millesime) ? connu
            : connu with { Reponse = new ReponseExposition.SansMillesime("Pas de données pour le millésime", [record.Millesime!]) };
    }

    private async Task PrendreAsync(
        IAsyncEnumerable<PageExposition> pages, RouteExposition route, string? voulu, IReadOnlySet<string> uais,
        IReadOnlySet<CodeCertification> codes)
    {
        await foreach (var page in pages)
        {
            Avertissements.AddRange(page.Avertissements);
            Panne = page.Echec;
            _date = page.Date;
            foreach (var record in page.Enregistrements)
            {
                if (CodeDe(record) is not { } code || !codes.Contains(code)) continue;
                var uai = route == RouteExposition.Formations ? record.Uai : null;
                if (uai is not null && !uais.Contains(uai)) continue;
                // Of several years the latest, whatever their order in the list.
                if (_lectures.TryGetValue((uai, code), out var autre) && autre.Reponse is ReponseExposition.Trouve(var ancien)
                    && !EstMeilleur(record.Millesime, ancien.Millesime, voulu)) continue;
                _lectures[(uai, code)] = new LectureExposition(new ReponseExposition.Trouve(record), page.Date);
            }
        }
    }

    // The year that is asked for, else the latest.
    private static bool EstMeilleur(string? millesime, string? autre, string? voulu) =>
        (Convient(millesime, voulu), Millesime.Fin(millesime) ?? 0, millesime ?? "")
            .CompareTo((Convient(autre, voulu), Millesime.Fin(autre) ?? 0, autre ?? "")) > 0;

    // 2023 is what others call 2022_2023.
    private static bool Convient(string? millesime, string? voulu) =>
        voulu is null || millesime is null || millesime == voulu
        || (voulu.Length == 4 && Millesime.Fin(millesime) == Millesime.Fin(voulu));

    private static CodeCertification? CodeDe(EnregistrementExposition record) => record.CodeCertificationType switch
    {
        "cfd" => CodeCertification.De(TypeCode.Cfd, record.CodeCertification),
        "mef11" => CodeCertification.De(TypeCode.Mef11, record.CodeCertification),
        "sise" => CodeCertification.De(TypeCode.Sise, record.CodeCertification),
        _ => record.CodeCertification.Length == 7 ? CodeCertification.De(TypeCode.Sise, record.CodeCertification)
            : CodeCertification.Lire(record.CodeCertification).Code,
    };
}
