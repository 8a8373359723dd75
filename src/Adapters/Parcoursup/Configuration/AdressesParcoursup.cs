using System.Net;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>Section <c>Parcoursup</c> of the settings: from where push and façade are called, for all établissements at once.</summary>
internal sealed record AdressesParcoursupOptions
{
    public const string Section = "Parcoursup";

    /// <summary>Parcoursup's own addresses and networks, comma-separated; empty: it may push from anywhere.</summary>
    public string? AdressesPush { get; init; }

    /// <summary>Those of the systems that speak to the façade.</summary>
    public string? AdressesFacade { get; init; }
}

/// <summary>
/// Whoever calls from elsewhere is refused before any password is tried, and who calls from there is no stranger: he never waits behind
/// those who guess, also after a restart.
/// </summary>
internal sealed class AdressesParcoursup(AdressesParcoursupOptions options)
{
    private readonly IReadOnlyList<IPNetwork> _push = [.. Texts(options.AdressesPush).Select(AddressList.Parse)];
    private readonly IReadOnlyList<IPNetwork> _facade = [.. Texts(options.AdressesFacade).Select(AddressList.Parse)];

    public static AdressesParcoursup Of(IConfiguration configuration) =>
        new(configuration.GetSection(AdressesParcoursupOptions.Section).Get<AdressesParcoursupOptions>() ?? new());

    public static IEnumerable<string> Errors(IConfiguration configuration)
    {
        foreach (var name in new[] { nameof(AdressesParcoursupOptions.AdressesPush), nameof(AdressesParcoursupOptions.AdressesFacade) })
            foreach (var text in Texts(configuration[$"{AdressesParcoursupOptions.Section}:{name}"])
                .Where(t => AddressList.TryParse(t) is null))
                yield return $"{AdressesParcoursupOptions.Section}:{name} : « {text} » n'est ni une adresse IP ni un réseau, par exemple "
                    + "192.0.2.10, 192.0.2.0/24 ou 2001:db8::/32.";
    }

    /// <summary>The attempt as a caller of the list makes it; null: he calls from elsewhere.</summary>
    public Attempt? Push(Attempt attempt) => Of(_push, attempt);

    /// <inheritdoc cref="Push"/>
    public Attempt? Facade(Attempt attempt) => Of(_facade, attempt);

    /// <summary>How who calls from elsewhere is answered.</summary>
    public static Refused Elsewhere(Attempt attempt) => new(StatusCodes.Status403Forbidden,
        $"L'adresse {attempt.Address} n'est pas parmi celles d'où cet appel est attendu : demander à l'exploitant de la passerelle "
            + "de l'ajouter.");

    private static Attempt? Of(IReadOnlyList<IPNetwork> networks, Attempt attempt) =>
        networks.Count == 0 ? attempt
        : attempt.Address is { } address && networks.Any(network => network.Contains(address)) ? attempt with { Trusted = true } : null;

    private static string[] Texts(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
