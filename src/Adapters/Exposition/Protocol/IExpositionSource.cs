using Parcoursup.Gateway.Domain.Exposition;

namespace Parcoursup.Gateway.Adapters.Exposition.Protocol;

/// <summary>The API itself, without any memory of what it said.</summary>
internal interface IExpositionSource
{
    AppelsExposition Appels { get; }

    Task<ReponseLue> LireAsync(DemandeExposition demande, CancellationToken ct);

    Task<PageLue> ListerAsync(RouteExposition route, string? millesime, int page, CancellationToken ct);
}

/// <summary>An answer with the bytes that it was read from.</summary>
/// <param name="Corps">The record as it came, UTF-8; null where there is none.</param>
/// <param name="Transitoire">Of an <see cref="ReponseExposition.Echec"/>: it may pass by itself.</param>
internal sealed record ReponseLue(ReponseExposition Reponse, byte[]? Corps, bool Transitoire = false);

/// <summary>A page as it came.</summary>
/// <param name="Pages">How many there are, as this page says; null where it doesn't.</param>
/// <param name="Total">Rows of the whole list, likewise.</param>
/// <param name="ParPage">Rows that a page holds, likewise.</param>
internal sealed record PageLue(
    IReadOnlyList<FicheLue> Fiches, int? Pages, long? Total, int? ParPage, IReadOnlyList<string> Avertissements, string? Panne = null)
{
    public static PageLue EnPanne(string panne) => new([], null, null, null, [], panne);
}

/// <summary>A record with the bytes that it was read from, and where it belongs.</summary>
/// <param name="Lieu">The UAI or the région's code; null for the country.</param>
internal sealed record FicheLue(EnregistrementExposition Enregistrement, string? Lieu, byte[] Corps);
