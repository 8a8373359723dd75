using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Recuperations;

/// <summary>What a list, or one formation of it, lacks too much of to be believed.</summary>
/// <param name="Sujet">The UAI, or the UAI and the formation.</param>
internal sealed record Manque(string Sujet, int Present, int Reference, string Message)
{
    public static string SujetOf(string uai, FormationKey formation) => $"{uai}/{formation}";

    /// <summary>Null for a whole list.</summary>
    public static FormationKey? FormationOf(string sujet) =>
        sujet.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? FormationKey.Read(sujet[(slash + 1)..]) : null;
}

/// <summary>
/// The guards on disappearances: one at a time for a UAI and for each of its formations, brought up to date by every pull.
/// </summary>
internal sealed class DisappearanceGardes(GardeBook guards)
{
    public async Task HoldAsync(WriteSession session, string etablissement, RecuperationRow pull, Manque manque, CancellationToken ct)
    {
        var (missing, day) = (manque.Reference - manque.Present, Paris.DayOf(pull.InstantMetier!.Value));
        if (await guards.OpenOnAsync(session, etablissement, TypeGarde.Disparitions, manque.Sujet, ct) is { } open)
            await guards.RestateAsync(session, open, missing, manque.Reference, manque.Message, JsonText.Of(pull.Id), ct);
        // Who has just said no is not asked again for the same numbers before the next day.
        else if (!await guards.WasRejectedAsync(session, etablissement, TypeGarde.Disparitions, manque.Sujet, day, missing, ct))
            await guards.InsertAsync(session, etablissement, TypeGarde.Disparitions, day, missing, manque.Reference, null, manque.Message,
                JsonText.Of(pull.Id), manque.Sujet, ct);
    }

    /// <summary>The subjects on which one waits.</summary>
    public Task<IReadOnlySet<string>> OpenAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        guards.OpenSubjectsAsync(session, etablissement, TypeGarde.Disparitions, ct);

    /// <summary>What was missing is back.</summary>
    public Task OvertakeAsync(WriteSession session, string etablissement, string sujet, CancellationToken ct) =>
        guards.OvertakeAsync(session, etablissement, TypeGarde.Disparitions, sujet, ct);
}
