using Parcoursup.Gateway.Domain.Identite;

namespace Parcoursup.Gateway.Domain.Candidats;

/// <summary>A wish with the candidate's present answer.</summary>
public sealed record Voeu
{
    public VoeuKey Key { get; init; }

    /// <summary>0 not answered, 1 accepted definitively, 2 accepted while others wait, 3 refused or resigned.</summary>
    public int CodeSituation { get; init; }

    /// <summary>0 none; the others mean what the établissement's rules say (contract §4).</summary>
    public int CodeAmenagement { get; init; }

    /// <summary>Local time of Paris, as Parcoursup gives it; may be missing.</summary>
    public DateTime? DateReponse { get; init; }

    /// <summary>A disappearance confirmed by rule C7: the wish counts as cancelled.</summary>
    public bool Disparu { get; init; }

    public string? LibelleFormation { get; init; }
    public string? CodeSise { get; init; }

    /// <summary>The four free codes, <c>codeFormation1</c>…<c>codeFormation4</c>; entries may be null.</summary>
    public IReadOnlyList<string?> CodesFormation { get; init; } = [];

    /// <summary>UAI asked for and UAI of reception: they can differ.</summary>
    public string? CodeEtablissement { get; init; }
    public string? CodeEtablissementAffectation { get; init; }

    public bool Cesure { get; init; }

    /// <summary>
    /// What keeps this wish from being decided as received; it becomes a hold (rule B1), but never keeps a withdrawal back.
    /// </summary>
    public IReadOnlyList<Defaut> Defauts { get; init; } = [];
}

/// <summary>Something wrong in a received field: what, where and what to do, in French.</summary>
public sealed record Defaut(string Champ, string Message);

/// <summary>The known values of <c>codeSituation</c>.</summary>
public static class Situation
{
    public const int SansReponse = 0;
    public const int Acceptee = 1;
    public const int AccepteeEnAttente = 2;
    public const int Refusee = 3;
}
