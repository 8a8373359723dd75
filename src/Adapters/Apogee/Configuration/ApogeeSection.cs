using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Apogee.Configuration;

/// <summary>How Apogée is reached: OpiMetier and, where they have accounts of their own, its neighbours.</summary>
internal sealed class ApogeeSection() : DocumentSection<ApogeeOptions>("apogee")
{
    public static readonly ApogeeSection Instance = new();

    protected override ApogeeOptions MapSecrets(ApogeeOptions given, ApogeeOptions? stored, ISecretForm form) => given with
    {
        MotDePasse = Secret(form, given.Login, given.MotDePasse, stored?.MotDePasse),
        LaissezPasser = given.LaissezPasser is { } laissezPasser
            ? laissezPasser with
            {
                MotDePasse = Secret(form, laissezPasser.Login, laissezPasser.MotDePasse, stored?.LaissezPasser?.MotDePasse),
            }
            : null,
        Etudiant = given.Etudiant is { } etudiant
            ? etudiant with { MotDePasse = Secret(form, etudiant.Login, etudiant.MotDePasse, stored?.Etudiant?.MotDePasse) }
            : null,
    };

    // Without its login, a stored password has no use any more.
    private static string? Secret(ISecretForm form, string? login, string? secret, string? stored) =>
        form.Sent(secret, string.IsNullOrEmpty(login) ? null : stored);
}
