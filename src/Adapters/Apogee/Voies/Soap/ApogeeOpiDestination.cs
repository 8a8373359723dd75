using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Soap;

/// <summary>Apogée, called at its OpiMetier: one of the ways out of an OPI (rule E1).</summary>
internal sealed class ApogeeOpiDestination(ApogeeOpiClient client, OpiRenderer renderer) : IDestination
{
    public string Name => DestinationOpi.Name;

    public string EnClair => "Envoi à Apogée";

    public string? EnClairDe(string issue) => issue == IssueOpi.EnFichier ? "écrit dans les fichiers" : null;

    public LaneSettings? SettingsOf(EtablissementModel etablissement) =>
        etablissement is { Document.Opi.Voie: VoieOpi.Soap, Apogee: { } apogee }
        ? new LaneSettings(apogee.AppelsSimultanes, TimeSpan.Zero, TimeSpan.FromSeconds(apogee.DelaiSecondes))
        : null;

    public async Task<IReadOnlyList<PreparedLivraison>> PrepareAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, CancellationToken ct) =>
        [.. (await renderer.RenderAsync(session, etablissement, claimed, ct)).Select(rendered => Prepare(etablissement, rendered))];

    private PreparedLivraison Prepare(EtablissementModel etablissement, RenderedOpi rendered) => rendered switch
    {
        RenderedOpi.Ready ready =>
            new PreparedLivraison.ToSend(ready.Row, ready.Acquitte, token => SendAsync(etablissement, ready, token), ready.Undo),
        RenderedOpi.Nothing nothing => new PreparedLivraison.Nothing(nothing.Row, nothing.Etat, nothing.Message, nothing.Explication),
        _ => throw new InvalidOperationException($"Unknown rendering {rendered.GetType().Name}."),
    };

    private async Task<Echange> SendAsync(EtablissementModel etablissement, RenderedOpi.Ready opi, CancellationToken ct)
    {
        var echange = await client.SendAsync(etablissement.Apogee!, opi.Contenu, ct);
        return opi.Modifications.Count == 0 ? echange : echange with { Modifications = [.. opi.Modifications, .. echange.Modifications] };
    }
}
