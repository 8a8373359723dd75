using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>The lots that a run has begun: one for each session that something is due of.</summary>
/// <param name="seen">The highest number that the store holds.</param>
internal sealed class LotsEnCours(LotBook lots, GenerationRow generation, int seen)
{
    private readonly Dictionary<int, LotRow> _bySession = [];

    public GenerationRow Generation => generation;

    public IReadOnlyCollection<LotRow> All => _bySession.Values;

    /// <summary>The lot of a session, begun when there is none yet.</summary>
    public async Task<LotRow> OfAsync(WriteSession session, EtablissementModel etablissement, int annee, CancellationToken ct)
    {
        if (_bySession.TryGetValue(annee, out var lot)) return lot;
        var former = await lots.LastAsync(etablissement.Code, annee, ct);
        return _bySession[annee] = await lots.CreateAsync(
            session, generation, new NouveauLot(etablissement, annee, FingerprintOf(etablissement), former?.Numero, seen), ct);
    }

    /// <summary>Another layout is another content of the files, although no OPI has changed.</summary>
    public static string FingerprintOf(EtablissementModel etablissement) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonText.Of(FichiersOf(etablissement).Disposition))));

    public static FichiersDocument FichiersOf(EtablissementModel etablissement) =>
        etablissement.Document.Opi.Fichiers ?? FichiersDocument.ParDefaut;
}
