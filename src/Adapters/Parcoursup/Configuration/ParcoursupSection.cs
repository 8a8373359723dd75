using Parcoursup.Gateway.Adapters.Parcoursup.Protocol;
using Parcoursup.Gateway.Engine.Configuration;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Configuration;

/// <summary>How Parcoursup is reached, with the pair that it issued.</summary>
internal sealed class ParcoursupSection() : DocumentSection<ParcoursupOptions>("parcoursup")
{
    public static readonly ParcoursupSection Instance = new();

    public override bool ConnectsToSource => true;

    // Null where it is given out, which its type does not tell.
    protected override ParcoursupOptions MapSecrets(ParcoursupOptions given, ParcoursupOptions? stored, ISecretForm form) =>
        given with
        {
            MotDePasse = form.Sent(
                new SecretPlace("parcoursup.motDePasse", Destination.Of(given.Url), given.Login), given.MotDePasse,
                Destination.Kept(stored?.MotDePasse, (given.Login, stored?.Login), ([given.Url], [stored?.Url])))!,
        };

    protected override IEnumerable<string?> ConnectionLines(ParcoursupOptions? section) =>
    [
        section?.Url, section?.Login, section?.MotDePasse,
        $"{section?.CandidatTest?.CodeCandidat}/{section?.CandidatTest?.CodeFormationPsup}",
    ];
}
