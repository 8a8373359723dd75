using System.Text;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Adapters.Exposition.Protocol.Lecture;
using Parcoursup.Gateway.Domain.Exposition;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>Which case an answer was; the words of the column <c>issue</c>.</summary>
internal enum IssueReponse
{
    Trouve,
    Inconnu,
    EtablissementInconnu,
    SansDonnees,
    SansMillesime,
    Refuse,
}

/// <summary>A stored answer.</summary>
internal sealed class CacheRow
{
    public string Issue { get; init; } = "";
    public string? Message { get; init; }
    public string? Corps { get; init; }
    public DateTimeOffset RecuLe { get; init; }
    public DateTimeOffset DateDonnee { get; init; }

    /// <returns>Null for a failure, which is never kept.</returns>
    public static CacheRow? Of(ReponseLue lue, DateTimeOffset recuLe, DateTimeOffset date)
    {
        (IssueReponse Issue, string? Message, string? Corps)? stored = lue.Reponse switch
        {
            ReponseExposition.Trouve => (IssueReponse.Trouve, null, Encoding.UTF8.GetString(lue.Corps!)),
            ReponseExposition.Inconnu r => (IssueReponse.Inconnu, r.Message, null),
            ReponseExposition.EtablissementInconnu r => (IssueReponse.EtablissementInconnu, r.Message, null),
            ReponseExposition.SansDonnees r => (IssueReponse.SansDonnees, r.Message, null),
            ReponseExposition.SansMillesime r => (IssueReponse.SansMillesime, r.Message, JsonText.Of(r.Disponibles)),
            ReponseExposition.Refuse r => (IssueReponse.Refuse, r.Message, null),
            _ => null,
        };
        return stored is not { } s ? null
            : new CacheRow { Issue = s.Issue.ToString(), Message = s.Message, Corps = s.Corps, RecuLe = recuLe, DateDonnee = date };
    }

    public ReponseExposition Reponse() => Read(Issue, Message, Corps);

    public static ReponseExposition Read(string issue, string? message, string? corps) => Enum.Parse<IssueReponse>(issue) switch
    {
        IssueReponse.Trouve => new ReponseExposition.Trouve(LectureEnregistrement.De(corps!)),
        IssueReponse.Inconnu => new ReponseExposition.Inconnu(message!),
        IssueReponse.EtablissementInconnu => new ReponseExposition.EtablissementInconnu(message!),
        IssueReponse.SansDonnees => new ReponseExposition.SansDonnees(message!),
        IssueReponse.SansMillesime => new ReponseExposition.SansMillesime(message!, JsonText.Read<List<string>>(corps!)),
        _ => new ReponseExposition.Refuse(message!),
    };
}

/// <summary>The way that a code's kind tells: it belongs to every key, since the same characters may be another ministry's code.</summary>
internal static class VoieDuCode
{
    public static string De(CodeCertification code) => code.Type switch
    {
        Domain.Exposition.TypeCode.Cfd => "apprentissage",
        Domain.Exposition.TypeCode.Mef11 => "scolaire",
        _ => "superieur",
    };
}
