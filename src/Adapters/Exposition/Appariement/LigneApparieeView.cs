using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Appariement;

/// <summary>A line's result as scripts and re-users see it: the record's own fields under their own names, ours beside them.</summary>
internal sealed record LigneApparieeView
{
    [JsonPropertyName("CODEFORMATIONACCUEIL")]
    public required string Cle { get; init; }

    [JsonPropertyName("CODEFORMATIONINSCRIPTION")]
    public string? Inscription { get; init; }

    public required string Type { get; init; }
    public required string Filiere { get; init; }
    public string? Scope { get; init; }

    [JsonPropertyName("formation_parametree")]
    public string? Parametree { get; init; }

    public required InsertionView Insertion { get; init; }
    public required RemunerationView Remuneration { get; init; }
    public required IReadOnlyList<EssaiView> Essais { get; init; }

    public static LigneApparieeView De(ResultatLigne r) => new()
    {
        Cle = r.Ligne.Cle,
        Inscription = r.Ligne.Inscription,
        Type = r.Ligne.Type,
        Filiere = r.Ligne.Filiere,
        Scope = MotsRapport.Scope(r.Scope),
        Parametree = r.Ligne.Parametree,
        Insertion = InsertionView.De(r),
        Remuneration = RemunerationView.De(r),
        Essais = EssaiView.De(r.Essais.Where(e => e.Question.Uai is not null)),
    };

    internal static string? Jour(ReponseDatee? reponse) => reponse is null || reponse.Date == default ? null
        : DateOnly.FromDateTime(Paris.At(reponse.Date).DateTime).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Rates are shown of a covered line only.</summary>
internal sealed record InsertionView
{
    public required string Couverture { get; init; }
    public string? Raison { get; init; }

    /// <summary>Who can do something about it.</summary>
    public string? Acteur { get; init; }

    public required string Explication { get; init; }
    public string? Code { get; init; }
    public string? Uai { get; init; }

    [JsonPropertyName("uai_type")]
    public string? UaiType { get; init; }

    public string? Methode { get; init; }
    public string? Anciennete { get; init; }
    public string? Appariement { get; init; }
    public string? Millesime { get; init; }

    [JsonPropertyName("donnee_source")]
    public DonneeSourceView? DonneeSource { get; init; }

    [JsonPropertyName("date_donnee")]
    public string? DateDonnee { get; init; }

    [JsonPropertyName("derniere_connue")]
    public bool DerniereConnue { get; init; }

    [JsonPropertyName("nb_annee_term")]
    public int? NbAnneeTerm { get; init; }

    [JsonPropertyName("taux_en_emploi_6_mois")]
    public decimal? TauxEnEmploi6Mois { get; init; }

    [JsonPropertyName("taux_en_formation")]
    public decimal? TauxEnFormation { get; init; }

    [JsonPropertyName("taux_autres_6_mois")]
    public decimal? TauxAutres6Mois { get; init; }

    public static InsertionView De(ResultatLigne r)
    {
        var (essai, record) = (r.Insertion, r.Insertion?.Enregistrement);
        var chiffres = r.Couverture == Domain.Exposition.Couverture.Couvert ? record : null;
        return new InsertionView
        {
            Couverture = r.Couverture.Mot(),
            Raison = r.Raison?.Mot(),
            Acteur = r.Raison?.Acteur(),
            Explication = r.Explication,
            Code = essai?.Question.Code.ToString(),
            Uai = essai?.Question.Uai?.Uai,
            UaiType = essai?.Question.Uai?.Type,
            Methode = essai?.Question.Candidat.Methode.Mot(),
            Anciennete = essai?.Question.Candidat.Anciennete.Mot(),
            Appariement = essai is null ? null : essai.Question.Candidat.Inverse ? "inverse" : "normal",
            Millesime = record?.Millesime,
            DonneeSource = DonneeSourceView.De(record?.DonneeSource),
            DateDonnee = LigneApparieeView.Jour(essai?.Reponse),
            DerniereConnue = essai?.Reponse.DerniereConnue ?? false,
            NbAnneeTerm = record?.NbAnneeTerm,
            TauxEnEmploi6Mois = chiffres?.TauxEnEmploi6Mois,
            TauxEnFormation = chiffres?.TauxEnFormation,
            TauxAutres6Mois = chiffres?.TauxAutres6Mois,
        };
    }
}

/// <summary>Whose data a record shows, as the record says it.</summary>
internal sealed record DonneeSourceView(
    [property: JsonPropertyName("code_certification")] string? CodeCertification, [property: JsonPropertyName("type")] string? Type)
{
    public static DonneeSourceView? De(DonneeSource? source) => source is null ? null : new(source.CodeCertification, source.Type);
}

internal sealed record RemunerationView
{
    public required string Couverture { get; init; }
    public string? Code { get; init; }
    public string? Millesime { get; init; }

    [JsonPropertyName("date_donnee")]
    public string? DateDonnee { get; init; }

    [JsonPropertyName("derniere_connue")]
    public bool DerniereConnue { get; init; }

    [JsonPropertyName("salaire_12_mois_q1")]
    public decimal? Q1 { get; init; }

    [JsonPropertyName("salaire_12_mois_q2")]
    public decimal? Q2 { get; init; }

    [JsonPropertyName("salaire_12_mois_q3")]
    public decimal? Q3 { get; init; }

    /// <summary>The codes that were tried for the pay.</summary>
    public required IReadOnlyList<EssaiView> Essais { get; init; }

    public static RemunerationView De(ResultatLigne r)
    {
        var (essai, record) = (r.Remuneration, r.Remuneration?.Enregistrement);
        return new RemunerationView
        {
            Couverture = (essai is null ? Domain.Exposition.Couverture.NonCouvert : Domain.Exposition.Couverture.Couvert).Mot(),
            Code = essai?.Question.Code.ToString(),
            Millesime = record?.Millesime,
            DateDonnee = LigneApparieeView.Jour(essai?.Reponse),
            DerniereConnue = essai?.Reponse.DerniereConnue ?? false,
            Q1 = record?.Salaire12MoisQ1,
            Q2 = record?.Salaire12MoisQ2,
            Q3 = record?.Salaire12MoisQ3,
            Essais = EssaiView.De(r.Essais.Where(e => e.Question.Uai is null)),
        };
    }
}

/// <summary>A code that was tried, where, and what came back.</summary>
internal sealed record EssaiView(
    string Methode, string Code, string? Uai, string Reponse, string Anciennete,
    [property: JsonPropertyName("uai_type")] string? UaiType, string? Millesime)
{
    public static IReadOnlyList<EssaiView> De(IEnumerable<EssaiLigne> essais) => [.. essais.Select(e => new EssaiView(
        e.Question.Candidat.Methode.Mot(), e.Question.Code.ToString(), e.Question.Uai?.Uai, e.EnClair, e.Question.Candidat.Anciennete.Mot(),
        e.Question.Uai?.Type, e.Question.Millesime ?? e.Enregistrement?.Millesime))];
}
