using Parcoursup.Gateway.Domain.Inscriptions;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions;

/// <summary>All systems asked in turn; the first answer counts.</summary>
public sealed class InscriptionNames(IEnumerable<IInscriptionNames> systems)
{
    private readonly IReadOnlyList<IInscriptionNames> _systems = [.. systems];

    public ChampsInscription FieldsOf(EtablissementModel etablissement, InscriptionRecue ia) =>
        _systems.Select(s => s.FieldsOf(etablissement, ia.Origine)).FirstOrDefault(f => f is not null) ?? ChampsInscription.Rest;

    /// <summary>As stored text: origins whose enrolments nobody has to cancel by hand.</summary>
    public string[] CancelledByThemselves { get; } = [.. systems.SelectMany(s => s.CancelledByItself).Select(o => o.ToString()).Distinct()];

    public int? FileNumberIn(EtablissementModel etablissement, string numero) =>
        _systems.Select(s => s.FileNumberIn(etablissement, numero)).FirstOrDefault(n => n is not null);

    public async Task<IReadOnlyList<int>> CandidatsOfAsync(
        WriteSession session, string etablissement, int annee, int codEtu, CancellationToken ct)
    {
        foreach (var system in _systems)
            if (await system.CandidatsOfAsync(session, etablissement, annee, codEtu, ct) is { Count: > 0 } found)
                return found;
        return [];
    }

    public async Task<IReadOnlyList<int>> CandidatsOfNumberAsync(
        WriteSession session, EtablissementModel etablissement, int annee, string numero, CancellationToken ct)
    {
        foreach (var system in _systems)
            if (await system.CandidatsOfNumberAsync(session, etablissement, annee, numero, ct) is { Count: > 0 } found)
                return found;
        return [];
    }

    public async Task<QuestionEtudiant?> AskAsync(
        WriteSession session, EtablissementModel etablissement, int codEtu, bool again, CancellationToken ct)
    {
        foreach (var system in _systems)
            if (await system.AskAsync(session, etablissement, codEtu, again, ct) is { } asked)
                return asked;
        return null;
    }
}
