export { oaiSource } from '../../connectors/oai-source/index.ts';
export { offered, startProvider, type Provider } from '../../connectors/oai-source/provider.fixture.ts';
