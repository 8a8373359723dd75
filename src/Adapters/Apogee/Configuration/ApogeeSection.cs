using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>How Apogée is reached: OpiMetier and, where they have accounts of their own, its neighbours.</summary>
internal sealed class ApogeeSection() : DocumentSection<ApogeeOptions>("apogee")
{
    public static readonly ApogeeSection Instance = new();

    protected override ApogeeOptions MapSecrets(ApogeeOptions given, ApogeeOptions? stored, ISecretForm form) => given with
    {
        MotDePasse = Secret(
            form, PlaceOf("apogee", given.Url, given.Login), given.MotDePasse, stored?.MotDePasse, (given.Login, stored?.Login),
            (PlacesOf(given), PlacesOf(stored))),
        LaissezPasser = given.LaissezPasser is { } laissezPasser
            ? laissezPasser with { MotDePasse = Secret(form, "laissezPasser", given, laissezPasser, stored, stored?.LaissezPasser) } : null,
        Etudiant = given.Etudiant is { } etudiant
            ? etudiant with { MotDePasse = Secret(form, "etudiant", given, etudiant, stored, stored?.Etudiant) } : null,
    };

    private static string? Secret(
        ISecretForm form, string name, ApogeeOptions given, ServiceVoisinOptions service, ApogeeOptions? stored,
        ServiceVoisinOptions? before) => Secret(
        form, PlaceOf("apogee." + name, PlaceOf(given, service), service.Login), service.MotDePasse, before?.MotDePasse,
        (service.Login, before?.Login),
        ([PlaceOf(given, service)], [stored is null || before is null ? null : PlaceOf(stored, before)]));

    // Without its login, a stored password has no use any more.
    private static string? Secret(
        ISecretForm form, SecretPlace place, string? secret, string? stored, (string? Given, string? Stored) login,
        (IEnumerable<string?> Given, IEnumerable<string?> Stored) places) =>
        form.Sent(place, secret, string.IsNullOrEmpty(login.Given) ? null : Destination.Kept(stored, login, places));

    // OpiMetier's pair goes to every service that has none of its own.
    private static IEnumerable<string?> PlacesOf(ApogeeOptions? options) => options is null ? [] :
    [
        options.Url,
        .. new ServiceVoisinOptions?[] { options.LaissezPasser, options.Etudiant }.OfType<ServiceVoisinOptions>()
            .Where(service => string.IsNullOrWhiteSpace(service.Login)).Select(service => PlaceOf(options, service)),
    ];

    private static SecretPlace PlaceOf(string section, string? url, string? login) =>
        new(section + ".motDePasse", Destination.Of(url), login);

    private static string? PlaceOf(ApogeeOptions options, ServiceVoisinOptions service) =>
        string.IsNullOrWhiteSpace(service.Url) ? options.Url : service.Url;
}
