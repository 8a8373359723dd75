using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>Where lots are kept.</summary>
internal sealed class LotStores(Database database, RacinesDossiers racines)
    : PublicationStores(database, racines, new PartTable("fichier_partie", "lot", Named: true));
